package io.tokenline.care;

import java.util.List;

/**
 * What is kept of a phone in one table, as its owner may have it.
 *
 * @param name of the part
 * @param columns each with what it is called
 * @param from the tables; {@code :phones} stands for the phone, and for what stands in its place where it was forgotten
 */
record Part(String name, List<Column> columns, String from) {

    /** One column. */
    record Column(String name, String sql) {}

    /** Rows of one part: what a person bought in years. */
    static final int ROWS = 10_000;

    static final List<Part> ALL = List.of(
            part(
                    "sales",
                    "sale s join meter m on m.id = s.meter_id where s.msisdn in (:phones) order by s.id",
                    "reference=s.reference",
                    "at=s.created_at",
                    "meter=m.drn",
                    "channel=s.channel",
                    "link=s.link",
                    "language=s.language",
                    "currency=s.currency",
                    "amountMinor=s.amount_minor",
                    "receivedMinor=s.received_minor",
                    "unitsTenths=s.units_tenths",
                    "state=s.state"),
            part(
                    "payments",
                    "payment_attempt p where p.msisdn in (:phones) order by p.created_at",
                    "sale=p.sale_reference",
                    "at=p.created_at",
                    "wallet=p.provider",
                    "currency=p.currency",
                    "amountMinor=p.amount_minor",
                    "receipt=p.receipt",
                    "state=p.state"),
            part(
                    "messages",
                    "outbox_message o where o.msisdn in (:phones) order by o.id",
                    "at=o.created_at",
                    "kind=o.kind",
                    "sale=o.sale_reference",
                    "link=o.link",
                    "text=o.text",
                    "state=o.state"),
            part(
                    "reports",
                    "trouble t left join meter m on m.id = t.meter_id where t.msisdn in (:phones) order by t.id",
                    "reference=t.reference",
                    "at=t.created_at",
                    "meter=m.drn",
                    "fault=t.fault",
                    "state=t.state"),
            part(
                    "engineering",
                    "engineering_request e join meter m on m.id = e.meter_id where e.msisdn in (:phones) order by e.id",
                    "reference=e.reference",
                    "at=e.proposed_at",
                    "meter=m.drn",
                    "kind=e.kind",
                    "state=e.state"),
            part(
                    "savedMeters",
                    "saved_meter v join meter m on m.id = v.meter_id where v.msisdn in (:phones) order by m.drn",
                    "meter=m.drn",
                    "name=v.nickname",
                    "hidden=v.hidden",
                    "at=v.changed_at"),
            part("language", "subscriber b where b.msisdn in (:phones)", "language=b.language", "at=b.changed_at"),
            part(
                    "registeredMeters",
                    "meter_phone r join meter m on m.id = r.meter_id join customer c on c.id = m.customer_id"
                            + " where r.msisdn in (:phones) order by m.drn",
                    "meter=m.drn",
                    "owner=c.name",
                    "account=c.account"),
            part(
                    "refunds",
                    "refund r join payment_attempt p on p.id = r.attempt_id where p.msisdn in (:phones) order by r.created_at",
                    "sale=r.sale_reference",
                    "at=r.created_at",
                    "wallet=r.provider",
                    "currency=r.currency",
                    "amountMinor=r.amount_minor",
                    "reason=r.reason",
                    "state=r.state"),
            part(
                    "cases",
                    "payment_case c where c.sale_reference in (select s.reference from sale s where s.msisdn in (:phones))"
                            + " order by c.id",
                    "sale=c.sale_reference",
                    "at=c.opened_at",
                    "wallet=c.provider",
                    "kind=c.kind",
                    "detail=c.detail",
                    "closedAt=c.closed_at",
                    "resolution=c.resolution"),
            part(
                    "caseNotes",
                    "payment_case_note n join payment_case c on c.id = n.case_id where c.sale_reference in"
                            + " (select s.reference from sale s where s.msisdn in (:phones)) order by c.id, n.position",
                    "sale=c.sale_reference",
                    "at=n.at",
                    "note=n.note"),
            part(
                    "callbacks",
                    "payment_callback k join payment_case c on c.callback_id = k.id where c.sale_reference in"
                            + " (select s.reference from sale s where s.msisdn in (:phones)) order by k.id",
                    "sale=c.sale_reference",
                    "at=k.received_at",
                    "wallet=k.provider",
                    "text=k.body"),
            part(
                    "floats",
                    "agent_float f where f.msisdn in (:phones) order by f.id",
                    "name=f.name",
                    "at=f.created_at",
                    "currency=f.currency",
                    "balanceMinor=f.balance_minor",
                    "heldMinor=f.held_minor"),
            part(
                    "floatEntries",
                    "float_entry e join agent_float f on f.id = e.float_id where f.msisdn in (:phones) order by e.id desc",
                    "at=e.at",
                    "kind=e.kind",
                    "reference=e.reference",
                    "changeMinor=e.balance_change",
                    "heldChangeMinor=e.held_change"),
            part(
                    "floatTopUps",
                    "float_top_up u join agent_float f on f.id = u.float_id where f.msisdn in (:phones) order by u.proposed_at",
                    "at=u.proposed_at",
                    "amountMinor=u.amount_minor",
                    "reason=u.reason",
                    "state=u.state"),
            part(
                    "erasures",
                    "erasure e where e.msisdn in (:phones) order by e.id",
                    "at=e.proposed_at",
                    "reason=e.reason",
                    "decidedAt=e.decided_at",
                    "approved=e.approved"));

    private static Part part(String name, String from, String... columns) {
        return new Part(
                name,
                List.of(columns).stream()
                        .map(text -> text.split("=", 2))
                        .map(both -> new Column(both[0], both[1]))
                        .toList(),
                from);
    }

    String sql() {
        return "select " + String.join(", ", columns.stream().map(Column::sql).toList()) + " from " + from
                + " fetch first " + ROWS + " rows only";
    }
}

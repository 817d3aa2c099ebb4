package io.tokenline.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
import io.tokenline.payment.Callbacks;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.vending.Channel;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.Quote;
import io.tokenline.vending.Sale;
import io.tokenline.vending.SaleFilter;
import io.tokenline.vending.SaleView;
import io.tokenline.vending.Sales;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Vending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of personal data, on whichever database. */
abstract class CareContract {

    private static final Msisdn OTHER = new Msisdn("254733444555");
    private static final Duration TEXTS = Duration.ofDays(180);
    private static final Duration CALLBACKS = Duration.ofDays(90);
    private static final Duration PHONES = Duration.ofDays(730);
    private static final Duration SILENCE = Duration.ofDays(120);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Database database;
    private final Shop shop;
    private final Retention retention;
    private final Subjects subjects;
    private final Subscribers subscribers;

    CareContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        shop.rooms().with(RetentionTerms.class, new RetentionTerms(TEXTS, CALLBACKS, PHONES, SILENCE));
        this.retention = shop.rooms().get(Retention.class);
        this.subjects = shop.rooms().get(Subjects.class);
        this.subscribers = shop.rooms().get(Subscribers.class);
    }

    private String bought(Msisdn phone, String key) {
        Vending vending = shop.rooms().get(Vending.class);
        Quote quote = ((Quote.Result.Quoted)
                        vending.quote(MeterFixture.now(shop.rooms(), shop.meter()), phone, new BigDecimal("200")))
                .quote();
        Sale.Request request = new Sale.Request(key, Channel.USSD, "sandbox", phone, "en");
        String reference = vending.confirm(request, quote).sale().orElseThrow().reference();
        shop.pay(reference, "200");
        return reference;
    }

    /** Whatever was owed or asked has come to its end. */
    private void over() {
        database.execute(
                "update outbox_message set next_at = null, state = 'DELIVERED'",
                "update payment_attempt set next_at = null");
    }

    private int cleared(DataClass which) {
        retention.begin(which);
        int all = 0;
        for (int rows = retention.clear(which); rows > 0; rows = retention.clear(which)) {
            all += rows;
        }
        return all;
    }

    private String sealed(Msisdn phone) {
        return database.seals().number(phone.digits());
    }

    private long rows(String table, Msisdn phone) {
        return database.count("select count(*) from " + table + " where msisdn = '" + sealed(phone) + "'");
    }

    private List<SaleView> sales() {
        SaleFilter all = new SaleFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return shop.rooms().get(Sales.class).page(all, Long.MAX_VALUE, 10);
    }

    @Test
    void theTextOfAnSmsAndWhomItWentToAreKeptAsLongAsIsSetAndNoLonger() {
        bought(Shop.PHONE, "dial 1");
        over();
        database.clock().pass(TEXTS.minus(MOMENT));
        bought(OTHER, "dial 2");
        over();
        assertEquals(0, cleared(DataClass.TEXTS));
        database.clock().pass(MOMENT.plus(MOMENT));
        assertEquals(1, cleared(DataClass.TEXTS));
        assertEquals(0, rows("outbox_message", Shop.PHONE));
        assertEquals(1, rows("outbox_message", OTHER), "the younger one stays");
        assertEquals(1, database.count("select count(*) from outbox_message where sealed_text is null and text = ''"));
        assertEquals(1, database.count("select count(*) from outbox_message where sealed_text is not null"));
        assertEquals(1, rows("sale", Shop.PHONE), "a sale is kept longer");
        assertEquals(0, cleared(DataClass.TEXTS));
        assertEquals(
                List.of("system texts 1 rows"),
                database.names("select concat(actor, ' ', object, ' ', detail) from audit_event"
                        + " where action = 'DATA_CLEARED'"));
    }

    @Test
    void whatIsStillOwedKeepsItsText() {
        bought(Shop.PHONE, "dial 1");
        database.clock().pass(TEXTS.multipliedBy(2));
        assertEquals(0, cleared(DataClass.TEXTS));
        assertEquals(1, rows("outbox_message", Shop.PHONE));
    }

    @Test
    void whatAWalletToldGoesOnceItIsOldAndItsKeyStaysSoThatItNeverCountsTwice() {
        Callbacks callbacks = shop.rooms().get(Callbacks.class);
        callbacks.receive("fake", "once", "nonsense");
        database.clock().pass(CALLBACKS.plus(MOMENT));
        assertEquals(1, cleared(DataClass.CALLBACKS));
        assertEquals(
                1, database.count("select count(*) from payment_callback where body = '' and callback_key = 'once'"));
        callbacks.receive("fake", "once", "nonsense");
        assertEquals(1, database.count("select count(*) from payment_callback"));
    }

    @Test
    void aPseudonymStandsForTheBuyerOnceHisSaleIsOldAndHisSalesStillBelongTogether() {
        String first = bought(Shop.PHONE, "dial 1");
        bought(Shop.PHONE, "dial 2");
        bought(OTHER, "dial 3");
        over();
        database.clock().pass(PHONES.plus(MOMENT));
        String young = bought(Shop.PHONE, "dial 4");
        assertEquals(3, cleared(DataClass.SALES));
        List<Msisdn> phones = sales().stream().map(SaleView::msisdn).toList();
        assertEquals(Shop.PHONE, phones.get(0), young);
        assertTrue(phones.stream().skip(1).allMatch(Msisdn::isPseudonym));
        assertEquals(phones.get(2), phones.get(3), "of one phone");
        assertNotEquals(phones.get(1), phones.get(2), "of two phones");
        assertEquals(1, rows("payment_attempt", Shop.PHONE));
        assertEquals(Outcome.TOKEN_UNKNOWN, shop.rooms().get(Purchases.class).resend(first, "amina"));
        assertEquals(0, cleared(DataClass.SALES));
        assertTrue(shop.rooms().get(Sales.class).find(first).isPresent(), "all else of it is there");
    }

    @Test
    void aSilentPhoneIsForgottenAndOneThatBuysIsNot() {
        for (Msisdn phone : List.of(Shop.PHONE, OTHER)) {
            subscribers.speak(phone, "sw");
            subscribers.name(phone, shop.meter(), "Home");
        }
        database.clock().pass(SILENCE.minus(MOMENT));
        assertEquals(0, cleared(DataClass.SAVED_METERS) + cleared(DataClass.LANGUAGES));
        bought(OTHER, "dial 1");
        database.clock().pass(MOMENT.plus(MOMENT));
        assertEquals(2, cleared(DataClass.SAVED_METERS) + cleared(DataClass.LANGUAGES));
        assertEquals(List.of(), subscribers.saved(Shop.PHONE));
        assertEquals("en", subscribers.languageOf(Shop.PHONE));
        assertEquals(1, subscribers.saved(OTHER).size());
        assertEquals("sw", subscribers.languageOf(OTHER));
    }

    @Test
    void reportsLoseTheirPhonesWithTheSales() {
        String reference = subscribers
                .report(Shop.PHONE, Optional.empty(), Trouble.Fault.OTHER)
                .orElseThrow();
        database.clock().pass(PHONES.plus(MOMENT));
        assertEquals(1, cleared(DataClass.REPORTS));
        assertEquals(0, rows("trouble", Shop.PHONE));
        assertEquals(Outcome.OK, subscribers.close(reference, "amina"));
    }

    @Test
    void moreThanOneBatchIsClearedBatchByBatch() {
        bought(Shop.PHONE, "dial 1");
        int more = 2 * Retention.BATCH;
        database.execute("insert into trouble (id, reference, msisdn, fault, state, created_at, changed_at)"
                + " select n + 1000000, concat('P', n), '" + sealed(Shop.PHONE)
                + "', 'OTHER', 'OPEN', s.created_at, s.created_at from sale s cross join "
                + numbers(more));
        database.clock().pass(PHONES.plus(MOMENT));
        retention.begin(DataClass.REPORTS);
        assertEquals(Retention.BATCH, retention.clear(DataClass.REPORTS));
        assertEquals(more - Retention.BATCH, rows("trouble", Shop.PHONE));
        assertEquals(Retention.BATCH, retention.clear(DataClass.REPORTS));
        assertEquals(0, retention.clear(DataClass.REPORTS));
        assertEquals(0, rows("trouble", Shop.PHONE));
    }

    private String report(long id, String reference) {
        return "insert into trouble (id, reference, msisdn, fault, state, created_at, changed_at) select " + id + ", '"
                + reference + "', '" + sealed(Shop.PHONE)
                + "', 'OTHER', 'OPEN', max(s.created_at), max(s.created_at) from sale s";
    }

    @Test
    void anotherServersRowsAreClearedThoughTheirNumbersAreLower() {
        bought(Shop.PHONE, "dial 1");
        database.execute(report(1_000_051, "P1"));
        database.clock().pass(PHONES.plus(MOMENT));
        assertEquals(1, cleared(DataClass.REPORTS));
        bought(OTHER, "dial 2");
        database.execute(report(1_000_001, "P2"));
        database.clock().pass(PHONES.plus(MOMENT));
        assertEquals(1, cleared(DataClass.REPORTS));
        assertEquals(0, rows("trouble", Shop.PHONE));
    }

    @Test
    void whatWasStillOwedWhenItsTimeCameIsClearedOnceItIsOver() {
        bought(Shop.PHONE, "dial 1");
        bought(OTHER, "dial 2");
        database.execute(
                "update outbox_message set next_at = null, state = 'DELIVERED' where msisdn = '" + sealed(OTHER) + "'");
        database.clock().pass(TEXTS.plus(MOMENT));
        assertEquals(1, cleared(DataClass.TEXTS));
        assertEquals(1, rows("outbox_message", Shop.PHONE));
        over();
        assertEquals(1, cleared(DataClass.TEXTS));
        assertEquals(0, rows("outbox_message", Shop.PHONE));
    }

    /** Whole numbers from 1, in a way that both databases know. */
    private static String numbers(int most) {
        return "(with recursive counted(n) as (select 1 union all select n + 1 from counted where n < " + most
                + ") select n from counted) x";
    }

    @Test
    void whileOneServerClearsAnotherLeavesTheSameDataAlone() {
        bought(Shop.PHONE, "dial 1");
        over();
        database.clock().pass(PHONES.plus(MOMENT));
        retention.begin(DataClass.SALES);
        int here = database.tx(() -> {
            int mine = retention.clear(DataClass.SALES);
            int theirs = CompletableFuture.supplyAsync(() -> retention.clear(DataClass.SALES))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertEquals(0, theirs);
            return mine;
        });
        assertEquals(1, here);
    }

    @Test
    void thePersonGetsAllThatIsKeptOfHimAndNothingOfOthers() {
        String mine = bought(Shop.PHONE, "dial 1");
        bought(OTHER, "dial 2");
        subscribers.speak(Shop.PHONE, "sw");
        subscribers.name(Shop.PHONE, shop.meter(), "Home");
        MeterFixture.register(shop.rooms(), MeterFixture.parameters(815, BaseDate.BD2014), Optional.of(Shop.PHONE));
        String report = subscribers
                .report(Shop.PHONE, Optional.empty(), Trouble.Fault.OTHER)
                .orElseThrow();
        Map<String, List<Map<String, Object>>> all = subjects.export(Shop.PHONE, "amina", "he asked on paper");
        assertEquals(List.of(mine), values(all, "sales", "reference"));
        assertEquals(List.of(mine), values(all, "payments", "sale"));
        assertEquals(List.of(mine), values(all, "messages", "sale"));
        assertEquals(List.of(report), values(all, "reports", "reference"));
        assertEquals(List.of("Home"), values(all, "savedMeters", "name"));
        assertEquals(List.of("sw"), values(all, "language", "language"));
        assertEquals(List.of("Amina Wanjiru"), values(all, "registeredMeters", "owner"));
        assertFalse(all.toString().contains("m1:") || all.toString().contains("n1:"), "nothing is sealed in it");
        assertEquals(
                List.of("amina subject_exported phone " + Shop.PHONE.masked() + " he asked on paper"),
                audited("SUBJECT_EXPORTED"));
    }

    private static List<Object> values(Map<String, List<Map<String, Object>>> all, String part, String column) {
        return all.getOrDefault(part, List.of()).stream()
                .map(row -> row.getOrDefault(column, "nothing"))
                .toList();
    }

    private List<String> audited(String action) {
        return database.names("select concat(actor, ' ', action, ' ', object, ' ', detail) from audit_event"
                + " where action = '" + action + "' order by id");
    }

    @Test
    void twoPersonsForgetAPhoneAndItsSalesStay() {
        String old = bought(Shop.PHONE, "dial 1");
        over();
        subscribers.speak(Shop.PHONE, "sw");
        subscribers.name(Shop.PHONE, shop.meter(), "Home");
        bought(OTHER, "dial 2");
        database.clock().pass(Subjects.UNDER_WAY.plus(MOMENT));
        String young = bought(Shop.PHONE, "dial 3");
        Subjects.View asked = subjects.propose(Shop.PHONE, "amina", "he asked on paper");
        assertEquals(Shop.PHONE.masked(), asked.phone());
        assertEquals(1, rows("erasure", Shop.PHONE), "whom it is about lies sealed");
        assertEquals(
                Outcome.SAME_PERSON, subjects.decide(asked.id(), true, "Amina").outcome());
        assertEquals(2, rows("sale", Shop.PHONE));
        assertEquals(Outcome.OK, subjects.decide(asked.id(), true, "brian").outcome());
        assertEquals(
                Outcome.ALREADY_DECIDED,
                subjects.decide(asked.id(), true, "brian").outcome());
        assertEquals(1, rows("sale", Shop.PHONE), young + " may still be under way");
        assertEquals(1, rows("sale", OTHER));
        assertEquals(0, rows("erasure", Shop.PHONE));
        assertEquals(List.of(), subscribers.saved(Shop.PHONE));
        assertEquals("en", subscribers.languageOf(Shop.PHONE));
        assertEquals(
                1,
                database.count(
                        "select count(*) from outbox_message where text = '' and sale_reference = '" + old + "'"));
        assertTrue(shop.rooms().get(Sales.class).find(old).isPresent());
        assertEquals(
                List.of("brian subject_erased phone " + Shop.PHONE.masked()
                        + " rows: engineering_request 0, outbox_message 1, payment_attempt 1, payment_callback 0, sale 1,"
                        + " saved_meter 1, subscriber 1, trouble 0"),
                audited("SUBJECT_ERASED"));
        assertEquals(
                2,
                subjects.export(Shop.PHONE, "amina", "he asks again")
                        .getOrDefault("sales", List.of())
                        .size(),
                "who knows the number and has the key store still finds what is his");
    }

    /** A callback about a sale that became a case, a refund of its payment, and a float of the same phone. */
    private void looksAfter(String sale) {
        database.execute(
                "insert into payment_callback (id, provider, callback_key, body, received_at, handled_at) select -1, 'fake',"
                        + " 'once', '" + database.seals().body("paid by " + Shop.PHONE.digits())
                        + "', created_at, created_at from sale where reference = '" + sale + "'",
                "insert into payment_case (id, case_key, kind, provider, sale_reference, callback_id, detail, opened_at) select"
                        + " -1, 'one', 'AMOUNT_CONFLICT', 'fake', reference, -1, 'too little', created_at from sale"
                        + " where reference = '" + sale + "'",
                "insert into payment_case_note (case_id, position, author, note, at) select -1, 0, 'amina', 'he called',"
                        + " opened_at from payment_case",
                "insert into refund (id, attempt_id, open_key, extra, by_hand, sale_reference, provider, currency,"
                        + " amount_minor, reason, state, tries, proposed_by, proposed_at, created_at, changed_at) select 'back',"
                        + " id, id, true, false, sale_reference, provider, currency, amount_minor, 'paid twice', 'REFUNDED', 0,"
                        + " 'amina', created_at, created_at, created_at from payment_attempt where sale_reference = '"
                        + sale
                        + "'",
                "insert into agent_float (id, name, msisdn, currency, balance_minor, held_minor, low_minor, created_at)"
                        + " select -1, 'Juma', msisdn, 'KES', 500, 0, 0, created_at from sale where reference = '"
                        + sale
                        + "'",
                "insert into float_entry (id, float_id, kind, reference, balance_change, held_change, balance_after, at)"
                        + " select -1, id, 'TOP_UP', 'paid in', 500, 0, 500, created_at from agent_float",
                "insert into float_top_up (id, float_id, amount_minor, reason, state, proposed_by, proposed_at) select"
                        + " 'paid in', id, 500, 'bank slip', 'BOOKED', 'amina', created_at from agent_float");
    }

    @Test
    void thePersonGetsHisMoneysWayBackHisCasesAndHisFloatToo() {
        String mine = bought(Shop.PHONE, "dial 1");
        bought(OTHER, "dial 2");
        looksAfter(mine);
        subjects.propose(Shop.PHONE, "amina", "he asked on paper");
        Map<String, List<Map<String, Object>>> all = subjects.export(Shop.PHONE, "amina", "he asked on paper");
        assertEquals(List.of(mine), values(all, "refunds", "sale"));
        assertEquals(List.of("too little"), values(all, "cases", "detail"));
        assertEquals(List.of("he called"), values(all, "caseNotes", "note"));
        assertEquals(List.of("paid by " + Shop.PHONE.digits()), values(all, "callbacks", "text"));
        assertEquals(List.of("Juma"), values(all, "floats", "name"));
        assertEquals(List.of("paid in"), values(all, "floatEntries", "reference"));
        assertEquals(List.of("bank slip"), values(all, "floatTopUps", "reason"));
        assertEquals(List.of("he asked on paper"), values(all, "erasures", "reason"));
        Map<String, List<Map<String, Object>>> others = subjects.export(OTHER, "amina", "he asked on paper");
        for (String part :
                List.of("refunds", "cases", "caseNotes", "callbacks", "floats", "floatEntries", "erasures")) {
            assertEquals(List.of(), others.get(part), part);
        }
    }

    @Test
    void whatAWalletToldOfAForgottenPhonesCaseGoesAndItsAgentsAccountStays() {
        looksAfter(bought(Shop.PHONE, "dial 1"));
        over();
        database.clock().pass(Subjects.UNDER_WAY.plus(MOMENT));
        Subjects.View asked = subjects.propose(Shop.PHONE, "amina", "he asked on paper");
        assertEquals(Outcome.OK, subjects.decide(asked.id(), true, "brian").outcome());
        assertEquals(1, database.count("select count(*) from payment_callback where body = ''"));
        assertEquals(1, rows("agent_float", Shop.PHONE));
    }

    @Test
    void whatIsRejectedForgetsNothing() {
        bought(Shop.PHONE, "dial 1");
        over();
        database.clock().pass(Subjects.UNDER_WAY.plus(MOMENT));
        Subjects.View asked = subjects.propose(Shop.PHONE, "amina", "somebody asked by telephone");
        assertEquals(Outcome.OK, subjects.decide(asked.id(), false, "brian").outcome());
        assertEquals(1, rows("sale", Shop.PHONE));
        assertEquals(false, subjects.page(0, 10).get(0).approved());
        assertEquals(
                Outcome.PROPOSAL_UNKNOWN, subjects.decide(-1, true, "brian").outcome());
        assertFalse(audited("ERASURE_REJECTED")
                .toString()
                .contains(Shop.PHONE.digits().toLowerCase(Locale.ROOT)));
    }
}

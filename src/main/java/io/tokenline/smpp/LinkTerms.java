package io.tokenline.smpp;

import io.tokenline.smpp.codec.ReceiptIds;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * What is agreed with an operator about a link.
 *
 * @param host name or address of his gateway
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted; then the certificate must be trusted and name the host
 * @param systemId what we are called there: 1 to 15 ASCII characters
 * @param systemType at most 12 ASCII characters, often empty
 * @param addressTon type of number of the address range, 0 to 255
 * @param addressNpi numbering plan of the address range, 0 to 255
 * @param addressRange the addresses that are ours, at most 40 ASCII characters, often empty
 * @param mode transceivers, or pairs of transmitter and receiver
 * @param binds how many at once, 1 to 10
 * @param dialect how his USSD gateway speaks, by name
 * @param windowSize requests of ours that may be unanswered on one bind, 1 to 1,000
 * @param enquireLinkSeconds silence after which we ask whether he lives, 1 to 3,600
 * @param receiptIds how the ids in his receipts relate to those of his responses
 * @param prefixes which phones he has
 * @param validityMinutes how long his gateway is to try to bring an SMS to the phone, 1 to 10,080; 0: as long as it does
 *     anyway
 * @param outbindSystemId how the gateway calls itself where it connects to us and asks to be bound to: 1 to 15 ASCII
 *     characters; empty: we connect to it
 */
@Embeddable
public record LinkTerms(
        String host,
        int port,
        boolean tls,
        @Column(name = "system_id") String systemId,
        @Column(name = "system_type") String systemType,
        @Column(name = "address_ton") int addressTon,
        @Column(name = "address_npi") int addressNpi,
        @Column(name = "address_range") String addressRange,

        @Enumerated(EnumType.STRING) @Column(name = "bind_mode")
        BindMode mode,

        int binds,
        String dialect,
        @Column(name = "window_size") int windowSize,
        @Column(name = "enquire_link_seconds") int enquireLinkSeconds,

        @Enumerated(EnumType.STRING) @Column(name = "receipt_ids")
        ReceiptIds receiptIds,

        @Convert(converter = Prefixes.Column.class) Prefixes prefixes,

        @Column(name = "validity_minutes") int validityMinutes,
        @Column(name = "outbind_system_id") String outbindSystemId) {

    private static final int OCTET_MAX = 255;

    public LinkTerms {
        require(host.matches("[A-Za-z0-9.:_-]{1,253}"), "host is a name or an address");
        require(within(port, 1, 65_535), "port is 1 to 65535");
        require(systemId.matches("[\\x21-\\x7E]{1,15}"), "systemId has 1 to 15 ASCII characters");
        require(systemType.matches("[\\x21-\\x7E]{0,12}"), "systemType has at most 12 ASCII characters");
        require(within(addressTon, 0, OCTET_MAX), "addressTon is 0 to 255");
        require(within(addressNpi, 0, OCTET_MAX), "addressNpi is 0 to 255");
        require(addressRange.matches("[\\x20-\\x7E]{0,40}"), "addressRange has at most 40 ASCII characters");
        require(within(binds, 1, 10), "binds is 1 to 10");
        require(Dialect.named(dialect).name().equals(dialect), "dialect is the name of a dialect");
        require(within(windowSize, 1, 1_000), "windowSize is 1 to 1000");
        require(within(validityMinutes, 0, 10_080), "validityMinutes is 0 to 10080, a week");
        require(within(enquireLinkSeconds, 1, 3_600), "enquireLinkSeconds is 1 to 3600");
        require(outbindSystemId.matches("[\\x21-\\x7E]{0,15}"), "outbind's systemId has 1 to 15 ASCII characters");
    }

    /** Whether the gateway connects to us; a transmitter of ours goes to it all the same. */
    boolean awaitsOutbind() {
        return !outbindSystemId.isEmpty();
    }

    private static boolean within(int number, int min, int max) {
        return number >= min && number <= max;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}

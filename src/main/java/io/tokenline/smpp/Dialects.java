package io.tokenline.smpp;

import io.tokenline.smpp.Dialect.Carrier;
import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.smpp.Dialect.Reading;
import io.tokenline.smpp.Dialect.SessionField;
import io.tokenline.smpp.Dialect.Speaking;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.Concatenation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dialects of USSD over SMPP that have been seen with operators, one record each. Operations are written in
 * hexadecimal: more than one product has taken "11" for the decimal number.
 */
final class Dialects {

    /** The message reference is the session; an end is told as 0x11, or as the 0x17 of those who mistook 17 for hex. */
    static final Dialect MICA = dialect(
            "mica",
            Reading.operations(Map.of(0x11, Meaning.END, 0x17, Meaning.END)),
            List.of(SessionField.REFERENCE),
            Speaking.operations(0x11, 0x03, false, Speaking.UCS2));

    /** As {@link #MICA}, for a gateway that closes a dialog on 0x17 only. */
    static final Dialect MICA_17 =
            dialect("mica-17", MICA.reading(), MICA.session(), Speaking.operations(0x17, 0x03, false, Speaking.UCS2));

    /** 6D Technologies: 15 bits of session, the 16th ends the dialog in both directions. */
    static final Dialect SIX_D = dialect(
            "6d",
            MICA.reading().endedByBit(),
            List.of(SessionField.ITS_15_BITS),
            Speaking.operations(0x11, 0x03, true, Speaking.CBS_UCS2));

    /** Tata: we always say 0x02, and only bit 0 tells the last screen. */
    static final Dialect TATA = dialect(
            "tata",
            new Reading(
                    Carrier.OPERATION,
                    Map.of(0x01, Meaning.BEGIN, 0x02, Meaning.ANSWER, 0x12, Meaning.ANSWER),
                    Meaning.END,
                    true,
                    false,
                    false),
            List.of(SessionField.ITS_15_BITS),
            Speaking.operations(0x02, 0x02, true, Speaking.CBS_UCS2));

    /** SMPP+ of Comverse and those after it: last answers, and a pushed text that closes its dialog. */
    static final Dialect SMPP_PLUS = dialect(
            "smpp-plus",
            Reading.operations(Map.of(0x92, Meaning.LAST_ANSWER)),
            List.of(SessionField.SMPP_PLUS, SessionField.REFERENCE),
            Speaking.operations(0x11, 0x83, false, Speaking.CBS_UCS2));

    /** The last screen is a USSN request, which the gateway confirms; a PDU without operation ends the dialog. */
    static final Dialect FINAL_NOTIFY = dialect(
            "final-notify",
            Reading.operations(Map.of()).endedBySilence(),
            List.of(SessionField.REFERENCE),
            Speaking.operations(0x03, 0x03, false, Speaking.CBS_UCS2));

    /** All 16 bits are the session, echoed as they came; 0x02 opens as well as 0x01. */
    static final Dialect ITS_RAW = dialect(
            "its-raw",
            Reading.operations(Map.of(0x02, Meaning.BEGIN)),
            List.of(SessionField.ITS_16_BITS),
            Speaking.operations(0x11, 0x03, false, Speaking.CBS_UCS2));

    /** No session id at all: a subscriber has one dialog. */
    static final Dialect NO_SESSION = dialect(
            "no-session",
            Reading.operations(Map.of()),
            List.of(),
            Speaking.operations(0x11, 0x03, false, Speaking.CBS_UCS2));

    /** The operation is in the letters of service_type: Begin, Continue, End, Abort, Fee. */
    static final Dialect SERVICE_TYPE = dialect(
            "service-type",
            new Reading(
                    Carrier.SERVICE_TYPE,
                    Map.of(
                            (int) 'B', Meaning.BEGIN,
                            (int) 'C', Meaning.ANSWER,
                            (int) 'E', Meaning.END,
                            (int) 'A', Meaning.END),
                    Meaning.READ,
                    false,
                    false,
                    false),
            List.of(SessionField.REFERENCE),
            Speaking.serviceTypes("CR", "EF", "BN"));

    /** For gateways that strip every parameter: the text alone, and time ends a dialog. */
    static final Dialect PLAIN_TEXT = dialect(
            "plain-text",
            new Reading(Carrier.NOTHING, Map.of(), Meaning.ANSWER, false, false, false),
            List.of(),
            Speaking.serviceTypes("", "", ""));

    /** All of them. */
    static final List<Dialect> ALL = List.of(
            Dialect.STANDARD,
            MICA,
            MICA_17,
            SIX_D,
            TATA,
            SMPP_PLUS,
            FINAL_NOTIFY,
            ITS_RAW,
            NO_SESSION,
            SERVICE_TYPE,
            PLAIN_TEXT);

    private static final String ADDRESS = "address";

    private Dialects() {}

    /**
     * The dialect of this name. After it may stand words that change it: {@code gsm latin1 ascii} for data_coding 0,
     * {@code udh8 udh16 sar payload} for long texts, {@code address} where the dialled string is in destination_addr.
     */
    static Dialect named(String description) {
        String[] words = description.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        Dialect found = ALL.stream()
                .filter(dialect -> dialect.name().equals(words[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no dialect '" + words[0] + "', only "
                        + ALL.stream().map(Dialect::name).collect(Collectors.joining(", "))));
        for (int i = 1; i < words.length; i++) {
            found = changed(found, words[i]);
        }
        return found;
    }

    private static Dialect changed(Dialect dialect, String word) {
        Optional<Alphabet> alphabet = named(Alphabet.values(), word);
        Optional<Concatenation> concatenation = named(Concatenation.values(), word);
        if (alphabet.isEmpty() && concatenation.isEmpty() && !word.equals(ADDRESS)) {
            throw new IllegalArgumentException("nothing of a dialect is changed by '" + word + "', only by "
                    + Stream.concat(Stream.of(Alphabet.values()), Stream.of(Concatenation.values()))
                            .map(value -> value.name().toLowerCase(Locale.ROOT) + ", ")
                            .collect(Collectors.joining())
                    + ADDRESS);
        }
        return new Dialect(
                dialect.name() + " " + word,
                word.equals(ADDRESS) ? dialect.reading().dialledInAddress() : dialect.reading(),
                dialect.session(),
                dialect.speaking(),
                alphabet.orElse(dialect.alphabet()),
                concatenation.orElse(dialect.concatenation()));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String word) {
        return Stream.of(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Dialect dialect(String name, Reading reading, List<SessionField> session, Speaking speaking) {
        return new Dialect(name, reading, session, speaking, Alphabet.GSM, Concatenation.UDH8);
    }
}

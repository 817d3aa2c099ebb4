package io.tokenline.smpp;

import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.smpp.codec.Tlv;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of a dialog, as a dialect has it.
 *
 * @param meaning what happened
 * @param session the gateway's session id, empty where it has none
 * @param text the dialled string or the answer, else empty
 */
record Heard(Meaning meaning, String session, String text) {

    private static final Pattern DIALLED = Pattern.compile("\\s*[*#][0-9*#]+\\s*");
    private static final Pattern LETTERS = Pattern.compile("[BCEAF][RNAF]");

    /** Listens for a step in a message; a message that is none is a text. */
    static Optional<Heard> in(Incoming message, Dialect dialect) {
        return meaning(message, dialect)
                .map(meaning ->
                        new Heard(meaning, message.gatewaySession(dialect.session()), text(message, dialect, meaning)));
    }

    private static Optional<Meaning> meaning(Incoming message, Dialect dialect) {
        Dialect.Reading reading = dialect.reading();
        Optional<Meaning> meaning = switch (reading.carrier()) {
            case OPERATION ->
                message.octet(Tlv.USSD_SERVICE_OP).map(op -> reading.meanings().getOrDefault(op, reading.otherwise()));
            case SERVICE_TYPE ->
                Optional.of(message.serviceType())
                        .filter(type -> LETTERS.matcher(type).matches())
                        .map(type -> reading.meanings().getOrDefault((int) type.charAt(0), reading.otherwise()));
            case NOTHING -> Optional.of(isDialled(message, dialect) ? Meaning.BEGIN : Meaning.ANSWER);
        };
        if (meaning.isEmpty()) {
            boolean ofSession = !message.gatewaySession(dialect.session()).isEmpty();
            return reading.bareEnds() && ofSession ? Optional.of(Meaning.END) : Optional.empty();
        }
        return reading.endBitEnds() && message.hasEndBit() ? Optional.of(Meaning.END) : meaning;
    }

    private static boolean isDialled(Incoming message, Dialect dialect) {
        String typed = message.typed(dialect);
        return DIALLED.matcher(typed.isBlank() ? message.destination().digits() : typed)
                .matches();
    }

    private static String text(Incoming message, Dialect dialect, Meaning meaning) {
        return switch (meaning) {
            case BEGIN, BEGIN_ONLY -> dialled(message, dialect);
            case ANSWER, LAST_ANSWER -> message.typed(dialect);
            case READ, END -> "";
        };
    }

    private static String dialled(Incoming message, Dialect dialect) {
        String typed = message.typed(dialect);
        return dialect.reading().inAddress() || typed.isBlank()
                ? message.destination().digits()
                : typed;
    }
}

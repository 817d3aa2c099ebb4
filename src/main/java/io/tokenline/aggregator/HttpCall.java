package io.tokenline.aggregator;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method in capitals
 * @param rest what follows our own path, without a leading slash
 * @param query parameters of the URL, still encoded
 * @param headers by name in small letters
 * @param charset of a body that does not say it itself
 * @param body at most {@link #BODY_MAX} octets
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
record HttpCall(String method, String rest, String query, Map<String, String> headers, Charset charset, byte[] body) {

    /** Octets of a body. */
    static final int BODY_MAX = 8 * 1024;

    HttpCall {
        headers = Map.copyOf(headers);
    }

    /**
     * The value of a field that can be known before the body: of the query or a header.
     *
     * @throws Refused where the query cannot be read
     */
    Optional<String> early(Field field) throws Refused {
        return Optional.ofNullable(
                field.place() == Field.Place.HEADER
                        ? headers.get(field.name())
                        : BodyForm.form(query, charset).get(field.name()));
    }

    /** Without what subscribers typed. */
    @Override
    public String toString() {
        return method + ", " + body.length + " octets";
    }
}

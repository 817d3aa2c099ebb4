package io.tokenline.aggregator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a value is written so that it stays a value within an answer. */
enum Escape {
    /** As it is: the whole body is the text. */
    NONE {
        @Override
        String of(String value) {
            return value;
        }
    },
    /** Within the quotation marks of a JSON string (RFC 8259, 7). */
    JSON {
        @Override
        String of(String value) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '"', '\\' -> escaped.append('\\').append(c);
                    case '\n' -> escaped.append("\\n");
                    default -> escaped.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
                }
            }
            return escaped.toString();
        }
    },
    /** Text of an XML 1.0 element or attribute; what no document may hold becomes a question mark. */
    XML {
        @Override
        String of(String value) {
            StringBuilder escaped = new StringBuilder();
            value.codePoints().forEach(c -> {
                switch (c) {
                    case '&' -> escaped.append("&amp;");
                    case '<' -> escaped.append("&lt;");
                    case '>' -> escaped.append("&gt;");
                    case '"' -> escaped.append("&quot;");
                    case '\'' -> escaped.append("&apos;");
                    default -> escaped.appendCodePoint(isXml(c) ? c : '?');
                }
            });
            return escaped.toString();
        }
    },
    /** A value of {@code application/x-www-form-urlencoded}. */
    URL {
        @Override
        String of(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    };

    abstract String of(String value);

    private static boolean isXml(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t';
        return !control && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF;
    }
}

package io.tokenline.smpp;

import java.util.stream.Stream;

/** One row: what a gateway of a dialect says and hears. */
record DialectRow(
        Dialect dialect,
        String begin,
        String menu,
        String answer,
        String next,
        String last,
        String abort,
        String other,
        String push) {

    /** dialect | begin | menu | answer | menu after it | last | abort | begin of another session | push of session 7 */
    private static final String MATRIX = """
            standard     | USSD op=01 its=1202     | USSD dcs=0f op=02 its=1202     | USSD op=12 its=1204     | USSD dcs=0f op=02 its=1204     | USSD dcs=0f op=11 its=1205     | USSD op=81 its=1206     | USSD op=01 its=1302     | USSD dcs=0f op=03 its=0701
            standard     | USSD op=01 umr=0102     | USSD dcs=0f op=02 umr=0102     | P2 op=12 umr=0102       | USSD dcs=0f op=02 umr=0102     | USSD dcs=0f op=11 umr=0102     | USSD op=81 umr=0102     | - op=01 umr=0103        | USSD dcs=0f op=03 its=0701
            mica         | USSD op=01 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD op=12 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD dcs=0f op=11 umr=0102     | USSD op=17 umr=0102     | USSD op=01 umr=0103     | USSD dcs=0f op=03 umr=0007
            mica-17      | USSD op=01 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD op=23 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD dcs=0f op=17 umr=0102     | USSD op=81 umr=0102     | USSD op=01 umr=0103     | USSD dcs=0f op=03 umr=0007
            6d           | USSD op=01 its=1202     | USSD dcs=0f op=02 its=1202     | USSD op=12 its=1202     | USSD dcs=0f op=02 its=1202     | USSD dcs=0f op=11 its=1203     | USSD op=12 its=1203     | USSD op=01 its=1204     | USSD dcs=0f op=03 its=000f
            tata         | USSD op=01 its=fffe     | USSD dcs=0f op=02 its=fffe     | USSD op=02 its=fffe     | USSD dcs=0f op=02 its=fffe     | USSD dcs=0f op=02 its=ffff     | USSD op=11 its=fffe     | USSD op=01 its=0002     | USSD dcs=0f op=02 its=000f
            tata         | USSD op=01 its=1202     | USSD dcs=0f op=02 its=1202     | USSD op=12 its=1202     | USSD dcs=0f op=02 its=1202     | USSD dcs=0f op=02 its=1203     | USSD op=02 its=1203     | USSD op=01 its=1204     | USSD dcs=0f op=02 its=000f
            smpp-plus    | USSD op=01 ses=8a0b0c0d | USSD dcs=0f op=02 ses=8a0b0c0d | USSD op=12 ses=8a0b0c0d | USSD dcs=0f op=02 ses=8a0b0c0d | USSD dcs=0f op=11 ses=8a0b0c0d | USSD op=81 ses=8a0b0c0d | USSD op=01 ses=8a0b0c0e | USSD dcs=0f op=83 ses=00000007
            smpp-plus    | USSD op=01 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD op=12 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD dcs=0f op=11 umr=0102     | USSD op=81 umr=0102     | USSD op=01 umr=0103     | USSD dcs=0f op=83 ses=00000007
            final-notify | USSD op=01 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD op=12 umr=0102     | USSD dcs=0f op=02 umr=0102     | USSD dcs=0f op=03 umr=0102     | USSD umr=0102           | USSD op=01 umr=0103     | USSD dcs=0f op=03 umr=0007
            its-raw      | USSD op=02 its=1203     | USSD dcs=0f op=02 its=1203     | USSD op=12 its=1203     | USSD dcs=0f op=02 its=1203     | USSD dcs=0f op=11 its=1203     | USSD op=81 its=1203     | USSD op=01 its=1204     | USSD dcs=0f op=03 its=0007
            no-session   | USSD op=01              | USSD dcs=0f op=02              | USSD op=12              | USSD dcs=0f op=02              | USSD dcs=0f op=11              | USSD op=81              | USSD op=01              | USSD dcs=0f op=03
            service-type | BR umr=0102             | CR dcs=00 umr=0102             | CA umr=0102             | CR dcs=00 umr=0102             | EF dcs=00 umr=0102             | AF umr=0102             | BR umr=0103             | BN dcs=00 umr=0007
            service-type | BR                      | CR dcs=00                      | CA                      | CR dcs=00                      | EF dcs=00                      | ER                      | BR                      | BN dcs=00 umr=0007
            plain-text   | -                       | - dcs=00                       | -                       | - dcs=00                       | - dcs=00                       |                         | -                       | - dcs=00
            """;

    /** All rows. */
    static Stream<DialectRow> all() {
        return MATRIX.lines().map(DialectRow::of);
    }

    private static DialectRow of(String line) {
        String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new DialectRow(
                Dialect.named(cells[0]),
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                cells[7],
                cells[8]);
    }

    boolean counts() {
        return begin.contains("its=1202") && answer.contains("its=1204");
    }

    boolean hasSessions() {
        return !begin.equals(other);
    }

    @Override
    public String toString() {
        return dialect.name() + ": " + begin;
    }
}

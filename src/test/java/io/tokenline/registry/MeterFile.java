package io.tokenline.registry;

import io.tokenline.metering.MeterFixture;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files of meters for tests: rows that any registry takes, each told from the others by its serial number. */
public final class MeterFile {

    /** The columns that a new meter needs, and most others. */
    static final String TITLES =
            "drn,account,name,supply_group,tariff_index,key_revision,algorithm,dkga,base_date,tariff,"
                    + "phones,last_tid,month_units,month_fixed_owed,debts";

    private static final int MINUTES = 6_000_000;

    private final List<String> lines = new ArrayList<>(List.of(TITLES));

    MeterFile() {}

    /** A file of so many meters. */
    static MeterFile of(int meters) {
        MeterFile file = new MeterFile();
        for (int serial = 1; serial <= meters; serial++) {
            file.with(row(serial));
        }
        return file;
    }

    /** A row; of five meters three have a phone, one a debt, and two of ten share an account. */
    static String row(int serial) {
        int account = serial % 10 == 1 ? serial - 1 : serial;
        return String.join(
                ",",
                drn(serial),
                "A-" + account,
                "Customer " + account,
                "123457",
                "1",
                "1",
                "11",
                "4",
                "14",
                "demo",
                serial % 5 < 3 ? String.format(Locale.ROOT, "2547%08d", serial) : "",
                Integer.toString(MINUTES + serial % 1_000),
                serial % 100 + "." + serial % 10,
                "0",
                serial % 5 == 4 ? "Loan:" + serial % 1_000 + ".50:10:0.1:0:" : "");
    }

    /** The number of {@link MeterFixture#pan}, found without trying: there may be a million. */
    public static String drn(int serial) {
        String unchecked = String.format(Locale.ROOT, "07%08d", serial);
        int sum = 0;
        for (int i = 0; i < unchecked.length(); i++) {
            int digit = unchecked.charAt(i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 % 10 + digit / 5;
        }
        return unchecked + (10 - sum % 10) % 10;
    }

    MeterFile with(String line) {
        lines.add(line);
        return this;
    }

    /** Another line in the place of one; 1 is the one with the titles. */
    MeterFile with(int line, String text) {
        lines.set(line - 1, text);
        return this;
    }

    List<String> lines() {
        return lines;
    }

    byte[] octets() {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a file of so many meters, a line at a time. */
    public static void write(Path path, int meters) {
        try (Writer out = new BufferedWriter(Files.newBufferedWriter(path))) {
            out.write(TITLES + "\n");
            for (int serial = 1; serial <= meters; serial++) {
                out.write(row(serial) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

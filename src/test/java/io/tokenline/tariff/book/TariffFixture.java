package io.tokenline.tariff.book;

import io.tokenline.Database;
import io.tokenline.Rooms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Tariffs that two persons have agreed on. */
public final class TariffFixture {

    private TariffFixture() {}

    /** A tariff's file among those of the server or of the tests. */
    public static String file(String name) {
        String resource = "/tariffs/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(TariffFixture.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file's tariff hold, where no version of it does. */
    public static void bringIn(Rooms rooms, String name) {
        boolean missing = rooms.get(Database.class)
                .tx(() -> rooms.get(TariffBook.class).holding(name).isEmpty());
        if (missing) {
            activate(rooms, file(name));
        }
    }

    /** Makes a tariff hold from its first day on. */
    public static TariffVersion activate(Rooms rooms, String text) {
        TariffBook book = rooms.get(TariffBook.class);
        TariffVersion proposed = done(book.propose(text, "amina"));
        return done(book.decide(proposed.name(), proposed.version(), true, "brian"));
    }

    private static TariffVersion done(TariffBook.Result result) {
        if (result instanceof TariffBook.Done done) {
            return done.version();
        }
        throw new IllegalStateException(result.toString());
    }
}

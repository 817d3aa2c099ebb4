package io.tokenline.vault;

import io.tokenline.Settings;
import io.tokenline.token.sts.StaTables;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables for EA 07 as this server has them. Real meters do not know those that the standard prints, so a licensee
 * names his own file; where it cannot be used, no others are taken in its place.
 *
 * @param isServed whether they are those of the meters
 * @param trouble why the file cannot be used; it holds no number of a table
 */
record LoadedTables(StaTables tables, boolean isServed, Optional<String> trouble) {

    static final String VARIABLE = "TOKENLINE_STA_TABLES";

    private static final Logger LOG = LoggerFactory.getLogger(LoadedTables.class);

    /** Reads the licensee's file where one is named. */
    static LoadedTables of(Settings settings) {
        return settings.staTables()
                .map(LoadedTables::licensed)
                .orElseGet(() -> new LoadedTables(StaTables.sample(), settings.sandbox(), Optional.empty()));
    }

    private static LoadedTables licensed(Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            Properties properties = new Properties();
            properties.load(in);
            return new LoadedTables(StaTables.of(properties), true, Optional.empty());
        } catch (NoSuchFileException e) {
            return unusable(file, "there is no such file", e);
        } catch (IOException e) {
            return unusable(file, "it cannot be read as a text", e);
        } catch (IllegalArgumentException e) {
            return unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static LoadedTables unusable(Path file, String why, Exception cause) {
        String trouble = VARIABLE + "=" + file + " cannot be used: " + why
                + "; no token is made for a meter with EA 07 until it is corrected and the server restarted";
        LOG.error("TKL-6006 {}", trouble, cause);
        return new LoadedTables(StaTables.sample(), false, Optional.of(trouble));
    }
}

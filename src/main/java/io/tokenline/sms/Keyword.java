package io.tokenline.sms;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The first word of a text, in any language; the words themselves stand in {@code messages/keywords.properties}. */
enum Keyword {
    BUY,
    TOKEN,
    STATUS,
    METERS,
    LANG,
    CHECK,
    STOP,
    HELP,
    /** Behind an order: it is meant once more. */
    AGAIN;

    private static final String FILE = "/messages/keywords.properties";
    private static final String LANGUAGE = "language.";

    /** The keyword that a word stands for. */
    static Optional<Keyword> of(String word) {
        return Optional.ofNullable(Words.READ.keywords.get(word.toUpperCase(Locale.ROOT)));
    }

    /** The language that is called so, as an ISO 639-1 code. */
    static Optional<String> language(String name) {
        return Optional.ofNullable(Words.READ.languages.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The file, read once. */
    private static final class Words {
        private static final Words READ = new Words();

        private final Map<String, Keyword> keywords = new HashMap<>();
        private final Map<String, String> languages = new HashMap<>();

        private Words() {
            Properties file = new Properties();
            try (Reader in = new InputStreamReader(
                    Objects.requireNonNull(Keyword.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
                file.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (String name : file.stringPropertyNames()) {
                for (String word : file.getProperty(name).split(",", -1)) {
                    enter(name, word.strip());
                }
            }
        }

        private void enter(String name, String word) {
            Object before = name.startsWith(LANGUAGE)
                    ? languages.put(word, name.substring(LANGUAGE.length()))
                    : keywords.put(word, Keyword.valueOf(name));
            if (before != null) {
                throw new IllegalStateException(FILE + " has the word " + word + " twice");
            }
        }
    }
}

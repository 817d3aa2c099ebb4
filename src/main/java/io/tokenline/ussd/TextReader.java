package io.tokenline.ussd;

import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads texts of a menu file: every language there, every character in its alphabet, nothing but placeholders. */
final class TextReader {

    private final List<String> languages;
    private final Set<String> ucs2;
    private final Faults faults;
    private final Places places;

    /**
     * A reader for one file.
     *
     * @param ucs2 the languages that may leave the GSM alphabet
     */
    TextReader(List<String> languages, Set<String> ucs2, Faults faults, Places places) {
        this.languages = languages;
        this.ucs2 = ucs2;
        this.faults = faults;
        this.places = places;
    }

    /** A text that must be there. */
    Texts need(Section owner, String key) {
        Node node = owner.need(key, key + ": " + example()).orElse(null);
        if (node == null) {
            return places.put(new Texts(Map.of()), owner.node());
        }
        Section section = new Section(node, "'" + key + "'", faults);
        Map<String, String> byLanguage = new HashMap<>();
        Map<String, Node> nodes = new HashMap<>();
        for (String language : languages) {
            section.take(language)
                    .ifPresentOrElse(
                            value -> {
                                byLanguage.put(language, section.word(value, language, language + ": \"…\""));
                                nodes.put(language, value);
                            },
                            () -> {
                                if (section.isMapping()) {
                                    faults.at(
                                            node,
                                            "'" + key + "' lacks the language " + language + "; write " + example());
                                }
                            });
        }
        section.done();
        Texts texts = places.put(new Texts(byLanguage), node);
        nodes.forEach((language, value) -> {
            places.put(texts, language, value);
            characters(language, texts.in(language), value);
        });
        return texts;
    }

    /** A text that may be there. */
    Optional<Texts> take(Section owner, String key) {
        return owner.take(key).isPresent() ? Optional.of(need(owner, key)) : Optional.empty();
    }

    /** The words of an option; they have no placeholders. */
    Texts label(Section owner) {
        Texts texts = need(owner, "text");
        texts.byLanguage().forEach((language, text) -> {
            if (MenuText.PLACEHOLDER.matcher(text).find()) {
                faults.at(places.of(texts, language), "an option takes no placeholder; write plain words");
            }
        });
        return texts;
    }

    private void characters(String language, String text, Node node) {
        String plain = MenuText.PLACEHOLDER.matcher(text).replaceAll("");
        if (plain.contains("{") || plain.contains("}")) {
            faults.at(node, "braces are for placeholders only; write {name} or {name|money} in small letters");
        }
        String strange = plain.codePoints()
                .mapToObj(Character::toString)
                .filter(c -> ucs2.contains(language) ? c.length() > 1 : !GsmText.isGsm(c))
                .distinct()
                .reduce("", String::concat);
        if (!strange.isEmpty() && ucs2.contains(language)) {
            faults.at(node, "no USSD screen can show: " + strange + "; leave it out");
        } else if (!strange.isEmpty()) {
            faults.at(
                    node,
                    "not in the GSM alphabet: " + strange + "; write it with other characters, or ucs2: [" + language
                            + "] for screens of half the length");
        }
    }

    private String example() {
        return "{"
                + String.join(", ", languages.stream().map(l -> l + ": \"…\"").toList()) + "}";
    }
}

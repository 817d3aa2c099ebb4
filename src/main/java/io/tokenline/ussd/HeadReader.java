package io.tokenline.ussd;

import io.tokenline.ussd.menu.Navigation;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what stands above the screens of a menu file: languages, limits, retries, the keys at the foot. */
final class HeadReader {

    private static final int RETRIES = 3;
    private static final int ROWS = 9;
    private static final int MOST_ROWS = 30;
    private static final String LANGUAGES = "languages: [en, sw]";

    private final Faults faults;
    private final List<String> languages;
    private final Set<String> ucs2;
    private final Set<String> reviewed;
    private final ScreenLimit limit;
    private final int rows;
    private final int retries;
    private final TextReader texts;
    private final Navigation navigation;

    /** Reads the head of a file. */
    HeadReader(Section file, Faults faults, Places places, boolean insisting) {
        this.faults = faults;
        this.languages = codes(file, "languages", file.needList("languages", LANGUAGES), LANGUAGES);
        this.ucs2 = ucs2(file);
        this.reviewed = reviewed(file, insisting);
        Optional<Section> limits = file.take("limits").map(node -> new Section(node, "'limits'", faults));
        this.limit = limits.map(HeadReader::limit).orElse(ScreenLimit.DEFAULT);
        this.rows = limits.map(section -> section.number("rows", ROWS, 1, MOST_ROWS))
                .orElse(ROWS);
        limits.ifPresent(Section::done);
        this.retries = file.smallNumber("retries", RETRIES);
        this.texts = new TextReader(languages, ucs2, faults, places);
        this.navigation = navigation(file);
    }

    List<String> languages() {
        return languages;
    }

    Set<String> ucs2() {
        return ucs2;
    }

    Set<String> reviewed() {
        return reviewed;
    }

    ScreenLimit limit() {
        return limit;
    }

    int rows() {
        return rows;
    }

    /** For screens that name none of their own. */
    int retries() {
        return retries;
    }

    TextReader texts() {
        return texts;
    }

    Navigation navigation() {
        return navigation;
    }

    private List<String> codes(Section file, String key, List<Node> nodes, String example) {
        List<String> codes = new ArrayList<>();
        for (Node node : nodes) {
            String code = file.word(node, key, example);
            if (!code.matches("[a-z]{2,3}") || codes.contains(code)) {
                faults.at(node, "'" + code + "' cannot be a language here; write each code once, like en");
            } else {
                codes.add(code);
            }
        }
        return codes;
    }

    private Set<String> ucs2(Section file) {
        Optional<Node> node = file.take("ucs2");
        if (node.isEmpty()) {
            return Set.of();
        }
        List<String> codes = codes(file, "ucs2", file.needList("ucs2", "ucs2: [am]"), "ucs2: [am]");
        for (String code : codes) {
            if (!languages.contains(code)) {
                faults.at(
                        node.get(),
                        "'" + code + "' is no language of this file; write one of " + String.join(", ", languages));
            }
        }
        return Set.copyOf(codes);
    }

    private Set<String> reviewed(Section file, boolean insisting) {
        Set<String> yes = new TreeSet<>();
        Map<String, String> none = new LinkedHashMap<>();
        languages.forEach(language -> none.put(language, language + ": false"));
        String example = "reviewed: {" + String.join(", ", none.values()) + "}";
        Optional<Node> node = file.need("reviewed", example);
        if (node.isEmpty()) {
            return yes;
        }
        Section section = new Section(node.get(), "'reviewed'", faults);
        for (String language : languages) {
            section.need(language, language + ": false");
            if (section.truth(language, false)) {
                yes.add(language);
            } else if (insisting) {
                faults.at(
                        section.key(language),
                        "no native speaker has reviewed " + language + "; let one read it, then write " + language
                                + ": true");
            }
        }
        section.done();
        return yes;
    }

    private static ScreenLimit limit(Section limits) {
        ScreenLimit usual = ScreenLimit.DEFAULT;
        return new ScreenLimit(
                limits.number("gsm", usual.septets(), ScreenLimit.LEAST_SEPTETS, ScreenLimit.MOST_SEPTETS),
                limits.number("ucs2", usual.ucs2(), ScreenLimit.LEAST_UCS2, ScreenLimit.MOST_UCS2));
    }

    private Navigation navigation(Section file) {
        String example = "nav: {back: {dial: \"0\", text: {…}}, home: {dial: \"00\", text: {…}}}";
        Optional<Node> node = file.need("nav", example);
        Navigation.Key none = new Navigation.Key("", new Texts(Map.of()));
        if (node.isEmpty()) {
            return new Navigation(none, none, Optional.empty());
        }
        Section nav = new Section(node.get(), "'nav'", faults);
        Set<String> dials = new HashSet<>();
        Navigation.Key back = key(nav, "back", "0", dials).orElse(none);
        Navigation.Key home = key(nav, "home", "00", dials).orElse(none);
        Optional<Navigation.Key> more = nav.take("more").isPresent() ? key(nav, "more", "98", dials) : Optional.empty();
        nav.done();
        return new Navigation(back, home, more);
    }

    private Optional<Navigation.Key> key(Section nav, String name, String example, Set<String> dials) {
        String write = name + ": {dial: \"" + example + "\", text: {…}}";
        return nav.need(name, write).map(node -> {
            Section key = new Section(node, "'" + name + "' of 'nav'", faults);
            String dial = key.needWord("dial", "dial: \"" + example + "\"");
            if (!dial.isEmpty() && !dial.matches("[0-9]{1,2}")) {
                faults.at(node, "'" + dial + "' cannot be dialled; write one or two digits");
            } else if (!dial.isEmpty() && !dials.add(dial)) {
                faults.at(node, "two keys of 'nav' have the digit " + dial + "; write 0, 00 and 98");
            }
            Texts label = texts.label(key);
            key.done();
            return new Navigation.Key(dial, label);
        });
    }
}

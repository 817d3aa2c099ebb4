package io.tokenline.ussd;

import io.tokenline.metering.SavedMeter;
import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.TextInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What menu files may speak of: everything in them that code stands behind.
 *
 * @param types input types by name
 * @param actions by name
 * @param constants placeholders known everywhere, with the septets each may take
 */
public record Vocabulary(
        Map<String, InputType> types, Map<String, ActionSpec> actions, Map<String, Integer> constants) {

    /** Prepaid electricity. Owners come masked; units as they stand on the receipt. */
    private static final Map<String, ActionSpec> PREPAID = Map.ofEntries(
            Map.entry(Dialogs.SET_LANGUAGE, ActionSpec.needing(Dialogs.LANGUAGE)),
            Map.entry("welcome", ActionSpec.needing().gives("banner", 60)),
            Map.entry("my_meters", ActionSpec.needing().column("number", 13).column("name", SavedMeter.NICKNAME_MAX)),
            Map.entry("find_meter", ActionSpec.needing("meter")),
            Map.entry("next_look_up", ActionSpec.needing().gives("again", 5)),
            Map.entry("last_amount", ActionSpec.needing("meter").column("paid", 9)),
            Map.entry("wallets", ActionSpec.needing().column("label", 20)),
            Map.entry("quote", quoting("meter", "amount")),
            Map.entry("same_again", ActionSpec.needing("meter", "amount").gives("earlier", 12)),
            Map.entry("buy", quoting("meter", "amount").gives("reference", 12).spending()),
            Map.entry(
                    "my_tokens",
                    ActionSpec.needing().column("day", 5).column("number", 13).column("units", 8)),
            Map.entry("resend", ActionSpec.needing("sale")),
            Map.entry("last_purchase", ActionSpec.needing().gives("purchase", 160)),
            Map.entry("name_meter", ActionSpec.needing("mine", "nickname")),
            Map.entry("hide_meter", ActionSpec.needing("mine")),
            Map.entry("report", ActionSpec.needing("fault").gives("reference", 12)));

    /** What says a price: it comes anew where it has changed before it was confirmed. */
    private static ActionSpec quoting(String... args) {
        return ActionSpec.needing(args)
                .gives("owner", 20)
                .gives("units", 8)
                .gives("charges", PrepaidActions.CHARGES)
                .gives("price", 16)
                .givesAlways("least", 12);
    }

    /**
     * What an action needs and gives.
     *
     * @param takes answers it needs
     * @param gives values it returns, with the septets each may take
     * @param always those of them that it returns with every outcome; the others come with OK
     * @param amounts those of them that are plain amounts of money, for {@code {name|money}}
     * @param columns of the rows it returns with outcome OK, with the septets each may take; empty: it returns no rows
     * @param spends whether it moves a customer's money, and so must stand behind a confirm
     */
    public record ActionSpec(
            Set<String> takes,
            Map<String, Integer> gives,
            Set<String> always,
            Set<String> amounts,
            Map<String, Integer> columns,
            boolean spends) {

        public ActionSpec {
            takes = Set.copyOf(takes);
            gives = Map.copyOf(gives);
            always = Set.copyOf(always);
            amounts = Set.copyOf(amounts);
            columns = Map.copyOf(columns);
        }

        /** An action that needs these answers and gives nothing. */
        public static ActionSpec needing(String... args) {
            return new ActionSpec(Set.of(args), Map.of(), Set.of(), Set.of(), Map.of(), false);
        }

        /** With a value more. */
        public ActionSpec gives(String name, int septets) {
            return new ActionSpec(takes, with(gives, name, septets), always, amounts, columns, spends);
        }

        /** With a value more, whatever the outcome. */
        public ActionSpec givesAlways(String name, int septets) {
            return new ActionSpec(takes, with(gives, name, septets), with(always, name), amounts, columns, spends);
        }

        /** With a value more that is a plain number of the currency's main unit, such as {@code 300.00}. */
        public ActionSpec givesAmount(String name, int septets) {
            return new ActionSpec(takes, with(gives, name, septets), always, with(amounts, name), columns, spends);
        }

        /** With rows, or a column more of them. */
        public ActionSpec column(String name, int septets) {
            return new ActionSpec(takes, gives, always, amounts, with(columns, name, septets), spends);
        }

        /** The same, and it moves money. */
        public ActionSpec spending() {
            return new ActionSpec(takes, gives, always, amounts, columns, true);
        }

        private static Set<String> with(Set<String> names, String name) {
            Set<String> more = new HashSet<>(names);
            more.add(name);
            return more;
        }

        private static Map<String, Integer> with(Map<String, Integer> widths, String name, int septets) {
            Map<String, Integer> more = new HashMap<>(widths);
            more.put(name, septets);
            return more;
        }
    }

    /** The vocabulary of the prepaid service, with the input types of this installation and free text. */
    public static Vocabulary prepaid(Map<String, InputType> types) {
        Map<String, InputType> all = new HashMap<>(types);
        all.put("text", new TextInput());
        return new Vocabulary(Map.copyOf(all), PREPAID, Map.of("code", 12, "sms", 6, MenuText.CURRENCY, 3));
    }
}

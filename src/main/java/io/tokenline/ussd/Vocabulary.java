package io.tokenline.ussd;

import io.tokenline.ussd.menu.InputType;
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
    private static final Map<String, ActionSpec> PREPAID = Map.of(
            Dialogs.SET_LANGUAGE,
            new ActionSpec(Set.of(Dialogs.LANGUAGE), Map.of(), false),
            "find_meter",
            new ActionSpec(Set.of("meter"), Map.of(), false),
            "quote",
            new ActionSpec(Set.of("meter", "amount"), Map.of("owner", 20, "units", 8), false),
            "buy",
            new ActionSpec(Set.of("meter", "amount"), Map.of("reference", 12), true));

    /**
     * What an action needs and gives.
     *
     * @param takes answers it needs
     * @param gives values it returns with outcome OK, with the septets each may take
     * @param spends whether it moves a customer's money, and so must stand behind a confirm
     */
    public record ActionSpec(Set<String> takes, Map<String, Integer> gives, boolean spends) {}

    /** The vocabulary of the prepaid service, with the input types of this installation. */
    public static Vocabulary prepaid(Map<String, InputType> types) {
        return new Vocabulary(types, PREPAID, Map.of("code", 12, "sms", 6));
    }
}

package io.tokenline.ussd;

import io.tokenline.Msisdn;
import java.util.Map;
import java.util.UUID;

/**
 * Who asks for an action, and what was answered before.
 *
 * @param dialog our own id of the dialog; the same for every action of one dial
 * @param link the operator account or link that SMS about it go back over
 * @param msisdn who dialled
 * @param serviceCode the code that was dialled
 * @param language of the dialog
 * @param args every answer by name, normalised
 * @param values what actions of this dialog gave before, by name
 */
public record DialogContext(
        UUID dialog,
        String link,
        Msisdn msisdn,
        String serviceCode,
        String language,
        Map<String, String> args,
        Map<String, String> values) {

    public DialogContext {
        args = Map.copyOf(args);
        values = Map.copyOf(values);
    }
}

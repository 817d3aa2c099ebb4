package io.tokenline.sandbox;

import io.tokenline.sandbox.meter.Answer;
import io.tokenline.sandbox.meter.Kind;
import io.tokenline.sandbox.meter.Register;
import io.tokenline.sandbox.meter.Result;
import io.tokenline.vending.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual meter did with a token.
 *
 * @param result ACCEPTED, USED, OLD, REJECTED or KEY_EXPIRED
 * @param kind CREDIT, KEY_CHANGE and so on; UNKNOWN where the token could not be read
 * @param creditKwh what was added now, printed as in the SMS
 * @param balanceKwh what is on the meter
 * @param register what was credited or cleared; null where none or all were
 * @param value the credit, limit in W or other number that the token brought; null where it was not accepted or has none
 * @param sectionsTaken how many tokens of a key change are in; null for other tokens
 * @param sectionsNeeded how many a key change has
 */
public record MeterEntry(
        String result,
        String kind,
        String creditKwh,
        String balanceKwh,
        @Nullable String register,
        @Nullable String value,
        @Nullable Integer sectionsTaken,
        @Nullable Integer sectionsNeeded) {

    static MeterEntry of(Answer answer, String balanceKwh) {
        boolean credit = answer.result() == Result.ACCEPTED && answer.kind() == Kind.CREDIT;
        boolean energy =
                credit && answer.register().filter(Register.ELECTRICITY::equals).isPresent();
        boolean section = answer.sectionsNeeded() > 0;
        return new MeterEntry(
                answer.result().name(),
                answer.kind().name(),
                Quote.kilowattHours(energy ? answer.value().longValueExact() : 0),
                balanceKwh,
                answer.register().map(Register::name).orElse(null),
                value(answer),
                section ? answer.sectionsTaken() : null,
                section ? answer.sectionsNeeded() : null);
    }

    private static @Nullable String value(Answer answer) {
        if (answer.result() != Result.ACCEPTED) {
            return null;
        }
        return switch (answer.kind()) {
            case CREDIT -> MeterDisplay.text(answer.register().orElseThrow(), answer.value());
            case POWER_LIMIT, PHASE_UNBALANCE, TARIFF_RATE, WATER_FACTOR, TEST ->
                answer.value().toString();
            default -> null;
        };
    }
}

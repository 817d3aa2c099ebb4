package io.tokenline.aggregator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one provider speaks, as its file in {@code aggregators/} says.
 *
 * @param name what aggregators name it by
 * @param limit septets of a screen that it shows whole
 * @param methods of its requests
 * @param body the form of their bodies
 * @param path what follows our own path, part by part; parts in braces are named
 * @param cumulative whether the text of a step is all that was typed in the session, joined by stars
 * @param dialledByCode whether what a begin has as text says nothing, so that only the code was dialled
 * @param at where the values stand
 * @param echo values that go back in the answer, by the name they have there
 * @param steps how each kind of step shows; without BEGIN the first of a session begins it, without ANSWER all others are
 *     answers
 * @param answer how it is answered
 */
record Profile(
        String name,
        int limit,
        Set<String> methods,
        BodyForm body,
        List<String> path,
        boolean cumulative,
        boolean dialledByCode,
        Places at,
        Map<String, Field> echo,
        Map<StepKind, Condition> steps,
        AnswerForm answer) {

    /**
     * Where the values of a step stand.
     *
     * @param secret of the secret that is agreed with a provider, where one is
     * @param code the service code that was dialled
     * @param sequence a number that no second step of a session has
     * @param reason why a session ended, for the log
     */
    record Places(
            Field secret,
            Field session,
            Field msisdn,
            Field text,
            Optional<Field> code,
            Optional<Field> sequence,
            Optional<Field> reason) {}

    Profile {
        methods = Set.copyOf(methods);
        path = List.copyOf(path);
        echo = Map.copyOf(echo);
        steps = Map.copyOf(steps);
    }

    /**
     * What a request means; where nothing says it, an ANSWER, which begins where its session is new.
     *
     * @throws Refused where it means nothing that the profile knows
     */
    StepKind kindOf(Fields fields) throws Refused {
        for (StepKind kind : StepKind.values()) {
            Condition condition = steps.get(kind);
            if (condition != null && condition.holds(fields)) {
                return kind;
            }
        }
        if (steps.containsKey(StepKind.ANSWER)) {
            throw Refused.unreadable("Nothing in the request says which kind of step it is.");
        }
        return StepKind.ANSWER;
    }

    /** Whether steps that begin a session say so. */
    boolean saysBegin() {
        return steps.containsKey(StepKind.BEGIN);
    }
}

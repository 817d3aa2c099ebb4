package io.tokenline.smpp;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whose PDUs this server writes to its log for some minutes: an account's, or a phone's. */
@ApplicationScoped
public class Traces {

    /** At once. */
    static final int MAX = 10;

    /** The longest. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final Clock clock;
    private volatile List<Trace> open = List.of();

    /**
     * A trace.
     *
     * @param account the account or link whose it is; empty where a phone is traced
     * @param phone whose it is; empty where an account is traced
     * @param until when it ends
     */
    public record Trace(Optional<String> account, Optional<Msisdn> phone, Instant until) {

        public Trace {
            if (account.isPresent() == phone.isPresent()) {
                throw new IllegalArgumentException("a trace is of an account or of a phone");
            }
        }

        /** What it is of, the phone masked. */
        public String subject() {
            return account.map(name -> "account " + name)
                    .orElseGet(() -> "phone " + phone.map(Msisdn::masked).orElse(""));
        }

        private boolean wants(String name, Collection<String> addresses) {
            return account.filter(name::equals).isPresent()
                    || phone.filter(number -> addresses.stream().anyMatch(a -> isOf(a, number.digits())))
                            .isPresent();
        }

        /** National and international forms end alike. */
        private static boolean isOf(String address, String digits) {
            String number = address.replaceFirst("^[+0]+", "");
            return number.length() >= SIGNIFICANT && digits.endsWith(number);
        }

        private static final int SIGNIFICANT = 7;
    }

    @Inject
    Traces(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins a trace; one of the same subject goes on until the new end.
     *
     * @return false where there are ten already
     */
    public synchronized boolean begin(Trace trace) {
        List<Trace> left = new ArrayList<>(open());
        left.removeIf(other ->
                other.account().equals(trace.account()) && other.phone().equals(trace.phone()));
        if (left.size() >= MAX) {
            return false;
        }
        left.add(trace);
        open = List.copyOf(left);
        return true;
    }

    /** Those that have not ended. */
    public List<Trace> open() {
        Instant now = clock.instant();
        return open.stream().filter(trace -> now.isBefore(trace.until())).toList();
    }

    /** Whether nothing is traced; quick, for every PDU asks. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether a PDU of this account, to or from these addresses, is traced. */
    boolean wants(String account, Collection<String> addresses) {
        List<Trace> now = open();
        if (now.isEmpty()) {
            forget();
        }
        return now.stream().anyMatch(trace -> trace.wants(account, addresses));
    }

    private synchronized void forget() {
        open = open();
    }
}

package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Cidr;
import io.tokenline.FailedLogins;
import io.tokenline.PasswordHash;
import io.tokenline.TestClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String KEY = "a-key-that-was-drawn";
    private static final String SECRET = "a secret that is long";

    private final TestClock clock = new TestClock();
    private final Random random = new Random(1);
    private final Door door = new Door(random, clock);

    private Aggregator aggregator(boolean enabled, String... networks) {
        List<Cidr> cidrs =
                List.of(networks).stream().map(n -> Cidr.parse(n).orElseThrow()).toList();
        return new Aggregator("here", KEY, new AggregatorTerms("hubtel", "", cidrs, enabled), clock.instant());
    }

    private static InetAddress from(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private int refused(Aggregator aggregator, String key, String address) {
        return assertThrows(Refused.class, () -> door.enter(Optional.of(aggregator), key, from(address)))
                .status();
    }

    @Test
    void aWrongPathAWrongKeyAndAShutAggregatorLookTheSame() throws Refused {
        Aggregator open = aggregator(true);
        assertSame(open, door.enter(Optional.of(open), KEY, from("192.0.2.1")));
        assertEquals(404, refused(open, "another key", "192.0.2.1"));
        assertEquals(404, refused(open, "", "192.0.2.1"));
        assertEquals(404, refused(aggregator(false), KEY, "192.0.2.1"));
        assertEquals(
                404,
                assertThrows(Refused.class, () -> door.enter(Optional.empty(), KEY, from("192.0.2.1")))
                        .status());
    }

    @Test
    void onlyItsNetworksGetIn() throws Refused {
        Aggregator open = aggregator(true, "192.0.2.0/24", "2001:db8::/32");
        assertSame(open, door.enter(Optional.of(open), KEY, from("192.0.2.200")));
        assertSame(open, door.enter(Optional.of(open), KEY, from("2001:db8::1")));
        assertEquals(403, refused(open, KEY, "192.0.3.1"));
        assertEquals(403, refused(open, KEY, "::1"));
        assertEquals(404, refused(open, "another key", "192.0.3.1"), "the key is looked at first");
    }

    @Test
    void aSecretThatIsAgreedHasToBeThereAndRight() {
        Aggregator open = aggregator(true);
        assertDoesNotThrow(() -> check(open, Optional.empty()));
        open.setSecretHash(PasswordHash.of(SECRET, random), clock.instant());
        assertDoesNotThrow(() -> check(open, Optional.of(SECRET)));
        assertDoesNotThrow(() -> check(open, Optional.of(SECRET)));
        assertEquals(403, refusedSecret(open, Optional.empty()));
        assertEquals(403, refusedSecret(open, Optional.of("")));
        assertEquals(403, refusedSecret(open, Optional.of(SECRET + "x")));
        open.setSecretHash(PasswordHash.of("another one", random), clock.instant());
        assertEquals(403, refusedSecret(open, Optional.of(SECRET)));
    }

    @Test
    void whoeverGuessesWaits() {
        Aggregator open = aggregator(true);
        open.setSecretHash(PasswordHash.of(SECRET, random), clock.instant());
        for (int i = 0; i < FailedLogins.MAX; i++) {
            assertEquals(403, refusedSecret(open, Optional.empty()));
        }
        assertEquals(429, refusedSecret(open, Optional.of(SECRET)));
        clock.pass(FailedLogins.PAUSE);
        assertDoesNotThrow(() -> check(open, Optional.of(SECRET)));
    }

    private void check(Aggregator aggregator, Optional<String> said) throws Refused {
        door.checkSecret(aggregator, said, from("192.0.2.1"));
    }

    private int refusedSecret(Aggregator aggregator, Optional<String> said) {
        return assertThrows(Refused.class, () -> check(aggregator, said)).status();
    }
}

package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {

    private static final String GOOD = """
            profile: mine
            limit: 140
            request:
              methods: [POST]
              body: json
              secret: header X-Secret
              session: body id
              msisdn: body from
              text: body text
              echo: {user: body user}
            steps:
              begin: {at: body new, is: ["1"]}
            answer:
              type: application/json
              escape: json
              continue: {body: '{"m":"{text}","u":"{user}"}'}
              end: {body: '{"m":"{text}"}', headers: {X-End: "yes"}}
            """;

    private static void faulty(String before, String after, String... faults) {
        assertTrue(GOOD.contains(before), before);
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> ProfileReader.read("mine.yaml", GOOD.replace(before, after)))
                .getMessage());
        assertEquals(List.of(faults), message.lines().toList());
    }

    @Test
    void everyFileInTheFolderIsAProfileThatTheServerReads() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "aggregators"))) {
            assertEquals(
                    new Profiles().names(),
                    files.map(file -> String.valueOf(file.getFileName()).replace(".yaml", ""))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void aGoodFileSaysAllOfIt() {
        Profile profile = ProfileReader.read("mine.yaml", GOOD);
        assertEquals(140, profile.limit());
        assertEquals("header x-secret", profile.at().secret().toString());
        assertEquals("yes", profile.answer().last().headers().get("X-End"));
        assertTrue(profile.saysBegin());
    }

    @Test
    void eachFaultIsToldWithItsPlaceAndWhatToWrite() {
        faulty("limit: 140", "limit: 40", "mine.yaml:2:8: 'limit' is a whole number from 60 to 182");
        faulty("profile: mine\n", "", "mine.yaml:1:1: the file has no 'profile'; write profile: africastalking");
        faulty(
                "[POST]",
                "[PATCH]",
                "mine.yaml:4:12: 'methods' are one or more of GET, POST, PUT; write methods: [POST]");
        faulty("body: json", "body: yaml", "mine.yaml:5:9: 'body' is one of none, form, json, xml");
        faulty(
                "header X-Secret",
                "body secret",
                "mine.yaml:6:11: a secret is looked at before the body is read; write query NAME or header NAME");
        faulty(
                "body id",
                "cookie id",
                "mine.yaml:7:12: 'session' is a place and a name; write query, header, path or body, and the name");
        faulty(
                "user: body user",
                "text: body user",
                "mine.yaml:10:16: an echo is a new name in small letters and a place; write user: body USERID",
                "mine.yaml:16:20: nothing is known as {user}; name it under 'echo'");
        faulty(
                "begin:",
                "start:",
                "mine.yaml:12:3: unknown key 'start' in 'steps'; write one of status, timeout, abort, begin, answer");
        faulty(
                "\"u\":\"{user}\"",
                "\"u\":\"{person}\"",
                "mine.yaml:16:20: nothing is known as {person}; name it under 'echo'");
        faulty(
                "X-End: \"yes\"",
                "\"X End\": \"yes\"",
                "mine.yaml:17:42: a header has a name of letters, digits and dashes, and a plain value");
        faulty(
                "escape: json",
                "escape: json\n  escape: xml",
                "mine.yaml:16:3: 'escape' stands twice in 'answer'; keep one of the two");
    }

    @Test
    void whatIsNoMappingAtAllIsToldToo() {
        for (String content : List.of("", "- a", "just words", "a: [", "a: &x [*x]\nb: !!java.net.URL x")) {
            assertThrows(IllegalArgumentException.class, () -> ProfileReader.read("mine.yaml", content), content);
        }
    }

    @Test
    void severalFaultsAreToldAtOnceInTheirOrder() {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> ProfileReader.read(
                                "mine.yaml", GOOD.replace("140", "x").replace("json\n", "no\n")))
                .getMessage());
        assertEquals(
                List.of("mine.yaml:2:8", "mine.yaml:5:9", "mine.yaml:15:11"),
                message.lines()
                        .map(line -> line.replaceFirst("^(mine.yaml:\\d+:\\d+):.*", "$1"))
                        .toList());
    }
}

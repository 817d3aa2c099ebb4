package io.tokenline.smpp.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What goes over the loopback interface, as Wireshark's dissector reads it: a referee who has written neither side. Where
 * this machine has no tshark, or does not let us listen, nothing is captured and nothing is asserted.
 */
public final class Capture {

    private static final int STOP_SECONDS = 20;

    private final Set<Integer> ports = new ConcurrentSkipListSet<>();
    private final Path file;
    private final Optional<Process> dumpcap;

    /** Begins to capture. */
    public Capture(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "captures"));
        file = folder.resolve(name + ".pcapng");
        Files.deleteIfExists(file);
        dumpcap = start();
    }

    private Optional<Process> start() {
        try {
            Process process = new ProcessBuilder(
                            "dumpcap", "-q", "-i", "lo", "-f", "tcp", "-B", "32", "-w", file.toString())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("File:")) {
                    return Optional.of(process);
                }
            }
        } catch (IOException e) {
            // no such program
        }
        System.out.println("dumpcap cannot listen here: nothing is captured");
        return Optional.empty();
    }

    /** This port speaks SMPP. */
    public int watch(int port) {
        ports.add(port);
        return port;
    }

    /** Ends the capture: there was SMPP on the ports, and every PDU of it was well formed. */
    public void verify() throws IOException, InterruptedException {
        if (dumpcap.isEmpty()) {
            return;
        }
        Process process = dumpcap.get();
        process.destroy();
        assertTrue(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS), "dumpcap ends");
        if (ports.isEmpty()) {
            return;
        }
        String ours = ports.stream().map(port -> "tcp.port==" + port).collect(Collectors.joining("||", "(", ")"));
        List<String> pdus = read("smpp && " + ours);
        assertTrue(!pdus.isEmpty(), () -> "no SMPP in " + file);
        assertEquals(List.of(), read("smpp && _ws.malformed && " + ours), () -> "malformed in " + file);
    }

    private List<String> read(String filter) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", filter));
        for (int port : ports) {
            command.add("-d");
            command.add("tcp.port==" + port + ",smpp");
        }
        Process tshark = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = tshark.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, tshark.waitFor(), "tshark reads " + file);
        return lines;
    }
}

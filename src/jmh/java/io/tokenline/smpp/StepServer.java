package io.tokenline.smpp;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A server under load, in a JVM of its own: says its port, then answers the questions of {@link ServerProcess}. */
public final class StepServer {

    /** Held here, because the log manager would forget its level otherwise. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger LIBRARY = Logger.getLogger("org.jsmpp");

    private StepServer() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments a {@link ServerProcess.Kind}
     */
    public static void main(String[] arguments) throws Exception {
        ROOT.setLevel(Level.WARNING);
        LIBRARY.setLevel(Level.SEVERE); // as in the server
        if (ServerProcess.Kind.valueOf(arguments[0]) == ServerProcess.Kind.TOKENLINE) {
            try (TokenlineServer server = new TokenlineServer()) {
                serve(server.port());
            }
        } else {
            try (BareServer server = new BareServer(StepScript.play())) {
                serve(server.port());
            }
        }
        System.exit(0); // jSMPP's threads of open binds would hold the JVM
    }

    private static void serve(int port) throws IOException {
        System.out.println(port);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(answer(ServerProcess.Question.valueOf(question)));
        }
    }

    private static long answer(ServerProcess.Question question) {
        return switch (question) {
            case PROCESSOR_NANOS -> ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
            case HEAP_OCTETS -> {
                System.gc();
                System.gc(); // what the first one found to be finalized, the second one frees
                yield ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            }
            case THREADS -> ManagementFactory.getThreadMXBean().getThreadCount();
        };
    }
}

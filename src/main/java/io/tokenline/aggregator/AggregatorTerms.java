package io.tokenline.aggregator;

import io.tokenline.Cidr;
import java.net.InetAddress;
import java.util.List;

/**
 * What was agreed with an aggregator.
 *
 * @param profile how it speaks: the name of a profile
 * @param serviceCode what its customers dial, such as {@code *384*55#}; empty: the server's code
 * @param networks where its requests come from; empty: from anywhere
 * @param enabled whether it is in use
 */
public record AggregatorTerms(String profile, String serviceCode, List<Cidr> networks, boolean enabled) {

    private static final int NETWORKS_MAX = 20;
    private static final int PROFILE_MAX = 40;

    /** The message of each refusal is a sentence for whoever enters an aggregator. */
    public AggregatorTerms {
        require(!profile.isEmpty() && profile.length() <= PROFILE_MAX, "An aggregator has a profile.");
        require(
                serviceCode.isEmpty() || serviceCode.matches("\\*[0-9]{1,6}(\\*[0-9]{1,6}){0,3}#"),
                "serviceCode is what customers dial, such as *384*55#.");
        require(networks.size() <= NETWORKS_MAX, "An aggregator has at most " + NETWORKS_MAX + " networks.");
        networks = List.copyOf(networks);
    }

    /** Whether a request may come from here. */
    boolean reaches(InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
    }

    /** In words, for the audit. */
    String summary() {
        return "profile " + profile + ", code " + (serviceCode.isEmpty() ? "of the server" : serviceCode)
                + ", networks " + networks + (enabled ? "" : ", not in use");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}

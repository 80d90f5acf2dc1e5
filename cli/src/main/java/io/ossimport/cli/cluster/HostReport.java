package io.ossimport.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.cli.show.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a machine can take part in a cluster: a row of the table, and what is to be put right.
 */
public final class HostReport {

    /** The heads of {@link #row}. */
    public static final List<String> HEADS =
            List.of("HOST", "JAVA", "CLOCK", "FREE", "FILES", "PORTS", "FOLDER", "READY");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OLDEST_JAVA = 17;
    private static final long CLOCK_MILLIS = 60_000;
    private static final long FREE_BYTES = 1L << 30;
    private static final long HANDLES = 4_096;

    private final HostFacts facts;
    private final boolean isMaster;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param isShared whether it has read what the master's machine has written into the folder
     */
    HostReport(HostFacts facts, Machines machines, boolean isShared) {
        this.facts = facts;
        this.isMaster = facts.host().equals(machines.masterHost());
        if (!facts.isReached()) {
            troubles.add(unreached(machines.system()));
            return;
        }
        judgeJava();
        judgeFolder(machines, isShared);
        judgePorts(machines);
        judgeRest();
    }

    private String unreached(SystemFile system) {
        String user = system.user().isEmpty() ? "" : system.user() + "@";
        String login = "-p " + system.sshPort() + " " + user + facts.host();
        String remedy = "";
        if (facts.why().contains("Host key verification failed")) {
            remedy = "; look at its key once and accept it:  ssh " + login;
        } else if (facts.why().contains("Permission denied")) {
            remedy = "; let this user in with a key:  ssh-copy-id " + login;
        }
        return "cannot be reached by ssh: " + facts.why() + remedy;
    }

    private void judgeJava() {
        if (facts.javaVersion().isEmpty()) {
            troubles.add(
                    "has no java in the PATH of ssh; install one there:  apt-get install"
                            + " default-jre-headless");
        } else if (facts.javaMajor() < OLDEST_JAVA) {
            troubles.add(
                    "has Java "
                            + facts.javaVersion()
                            + "; OssImport needs "
                            + OLDEST_JAVA
                            + " there");
        }
        facts.missing().forEach(tool -> troubles.add("has no " + tool + "; install it there"));
    }

    private void judgeFolder(Machines machines, boolean isShared) {
        if (!isShared) {
            troubles.add(
                    "does not see in "
                            + machines.workingDir()
                            + " what "
                            + machines.masterHost()
                            + " has written there; mount one folder there on all machines, such as"
                            + " by NFS");
        } else if (!facts.isWritable()) {
            troubles.add(
                    "cannot write into "
                            + machines.workingDir()
                            + "; give its ssh user the right to");
        }
        if (isShared && facts.freeBytes() < FREE_BYTES) {
            troubles.add(
                    "has "
                            + Numbers.size(facts.freeBytes())
                            + " left in "
                            + machines.workingDir()
                            + "; the lists of a job need more");
        }
    }

    private void judgePorts(Machines machines) {
        boolean hasMaster = facts.running().contains("master");
        facts.ports()
                .forEach(
                        (port, said) -> {
                            if (isMaster && said.equals("open") && !hasMaster) {
                                troubles.add(
                                        "port "
                                                + port
                                                + " is taken by another program; put another behind"
                                                + " its name in workers");
                            } else if (!said.equals("open") && !said.equals("free")) {
                                troubles.add(
                                        "does not reach port "
                                                + port
                                                + " of "
                                                + machines.masterHost()
                                                + " ("
                                                + said
                                                + "); open it to this machine");
                            }
                        });
    }

    private void judgeRest() {
        if (Math.abs(facts.clockMillis()) > CLOCK_MILLIS) {
            troubles.add("has a clock that is " + clock() + " off; set it, such as by chrony");
        }
        if (facts.handles() < HANDLES) {
            warnings.add(
                    "lets a process open "
                            + facts.handles()
                            + " files only (ulimit -Hn); "
                            + HANDLES
                            + " or more are better");
        }
    }

    public String host() {
        return facts.host();
    }

    public boolean isReached() {
        return facts.isReached();
    }

    /** What keeps it from taking part, sentences; empty when nothing does. */
    public List<String> troubles() {
        return sentences(troubles);
    }

    /** What is not as it should be, sentences. */
    public List<String> warnings() {
        return sentences(warnings);
    }

    private List<String> sentences(List<String> parts) {
        return parts.stream().map(part -> facts.host() + " " + part + ".").toList();
    }

    /** The names of our processes that run there. */
    public List<String> running() {
        return facts.running();
    }

    /** Whether the cluster's key is in the working folder. */
    boolean hasKey() {
        return facts.hasKey();
    }

    /** For the table. */
    public List<String> row() {
        if (!facts.isReached()) {
            return List.of(facts.host(), "-", "-", "-", "-", "-", "-", "not reached");
        }
        boolean folder = troubles.stream().noneMatch(trouble -> trouble.startsWith("does not see"));
        boolean ports = troubles.stream().noneMatch(trouble -> trouble.contains("port "));
        return List.of(
                facts.host(),
                facts.javaVersion().isEmpty() ? "none" : facts.javaVersion(),
                clock(),
                Numbers.size(facts.freeBytes()),
                facts.handles() == Long.MAX_VALUE ? "unlimited" : Long.toString(facts.handles()),
                ports ? "ok" : "blocked",
                folder ? "shared" : "not shared",
                troubles.isEmpty() ? "yes" : "no");
    }

    /** {@code +3.2 s}; {@code ok} for what is less than the answer took. */
    private String clock() {
        long millis = facts.clockMillis();
        return millis == 0 ? "ok" : String.format("%+.1f s", millis / 1000.0);
    }

    /** One JSON object of type {@code host}. */
    public String json() {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "host");
        line.put("host", facts.host());
        line.put("reached", facts.isReached());
        line.put("java", facts.javaVersion());
        line.put("clockMillis", facts.clockMillis());
        line.put("freeBytes", facts.freeBytes());
        line.put("handles", facts.handles());
        line.put("ready", troubles.isEmpty());
        troubles().forEach(line.putArray("troubles")::add);
        return line.toString();
    }
}

import io.specmatic.core.ConfigurationKt;
import io.specmatic.core.Feature;
import io.specmatic.core.FeatureKt;
import io.specmatic.core.HttpRequest;
import io.specmatic.core.HttpResponse;
import io.specmatic.core.PassThroughHook;
import io.specmatic.core.Scenario;
import io.specmatic.core.SpecmaticConfigV1V2CommonKt;
import io.specmatic.test.ContractTest;
import io.specmatic.test.HttpClient;
import io.specmatic.test.TestExecutor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Specmatic as a library: one JVM, one document, one silo after the other. Harness.cs says how the two programs speak. */
public class Specmatic {
    private static final long TIMEOUT = 6000;
    private static final int MOST = 2000;
    private static final PrintStream ANSWERS = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        // What Specmatic reports to people would stand between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            serve(testsOf(args[0]));
        } catch (Throwable wrong) {
            say("error", String.valueOf(wrong.getMessage()));
        }
        System.exit(0);
    }

    /** With its tests of wrong requests: the command line's switch for them is SPECMATIC_GENERATIVE_TESTS. */
    private static List<ContractTest> testsOf(String document) {
        Feature feature = FeatureKt.parseContractFileToFeature(document, new PassThroughHook(), null, null, null, null, null,
            SpecmaticConfigV1V2CommonKt.loadSpecmaticConfigOrDefault(ConfigurationKt.getConfigFilePath()), "", false, false, List.of())
            .enableGenerativeTesting(false);
        List<ContractTest> tests = new ArrayList<>();
        var made = feature.generateContractTests(feature.getScenarios(), (scenario, row) -> scenario).iterator();
        while (made.hasNext() && tests.size() < MOST)
            tests.add(made.next());
        return tests;
    }

    private static void serve(List<ContractTest> tests) throws Exception {
        say("ready", String.valueOf(tests.size()));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null; ) {
            String[] told = line.split("\t", -1);
            Set<String> only = told[4].equals("*") ? null : new HashSet<>(Arrays.asList(told[4].split(",")));
            try (var http = client(told[0])) {
                for (int index = 0; index < tests.size(); index++) {
                    if (only == null || only.contains(String.valueOf(index)))
                        run(tests.get(index), index, new Signed(http, told[1], told[2]));
                }
            }
            say("end");
        }
    }

    private static void run(ContractTest test, int index, TestExecutor executor) {
        String reason = "";
        try {
            var result = test.runTest(executor).getResult();
            if (!result.isSuccess())
                reason = result.reportString(false);
        } catch (Throwable wrong) {
            reason = String.valueOf(wrong.getMessage());
        }
        say(reason.isEmpty() ? "pass" : "fail", String.valueOf(index), test.testDescription(), reason);
    }

    private static void say(String... fields) {
        ANSWERS.println(String.join("\t", Arrays.stream(fields).map(field -> field.replaceAll("\\s+", " ")).toList()));
    }

    /** Specmatic's own client with all of its defaults, for which Kotlin keeps a constructor that Java's compiler does not see. */
    private static HttpClient client(String target) throws Exception {
        for (var constructor : HttpClient.class.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 12)
                return (HttpClient) constructor.newInstance(target, TIMEOUT, null, false, null, null, null, null, null, null, 0x3fc, null);
        }
        throw new IllegalStateException("This version of Specmatic has another client.");
    }

    /** The key on every request, as an environment variable would put it there; only that each silo has its own. */
    private record Signed(HttpClient http, String name, String value) implements TestExecutor {
        @Override
        public HttpResponse execute(HttpRequest request) {
            var headers = new HashMap<>(request.getHeaders());
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
            return http.execute(request.copy(request.getMethod(), request.getPath(), headers, request.getBody(), request.getQueryParams(),
                request.getFormFields(), request.getMultiPartFormData(), request.getMetadata()));
        }

        @Override
        public void preExecuteScenario(Scenario scenario, HttpRequest request) {
            http.preExecuteScenario(scenario, request);
        }

        @Override
        public void postExecuteScenario(Scenario scenario) {
            http.postExecuteScenario(scenario);
        }
    }
}

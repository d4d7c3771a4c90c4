using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary><c>observe --har</c>: what files it takes, what it says of them, and what no report holds.</summary>
public sealed class ObserveCommandTests
{
    private const string Key = "k9-very-secret-key-417";

    private string _files = null!;

    [SetUp]
    public void MakeDirectory() => _files = Directory.CreateTempSubdirectory("observe").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_files, recursive: true);

    [Test]
    public async Task A_conforming_answer_conforms_and_what_the_client_did_wrong_is_told()
    {
        var (code, output) = await Observe(Har(Entry("GET", "https://staging.example/api/v1/user/1999999937?sort=name", 404, Refusal(404))));
        code.ShouldBe(0, output);
        output.ShouldContain("Faults of the client");
        output.ShouldContain("The query sends sort");
        output.ShouldContain("conforms to the planiso contract, as far as 1 exchange shows");
    }

    [Test]
    public async Task A_violation_is_told_with_its_place_and_reported_without_keys()
    {
        var (code, output) = await Observe(Har(Entry("GET", "https://staging.example/v1/user/1?api_key=" + Key, 500, $"no user for {Key}")), "--report", _files);
        code.ShouldBe(1, output);
        output.ShouldContain("no-server-error is violated");
        output.ShouldContain("/log/entries/0");
        output.ShouldNotContain(Key);
        foreach (var file in Directory.GetFiles(_files).Where(file => Path.GetExtension(file) != ".har"))
            (await File.ReadAllTextAsync(file)).ShouldNotContain(Key, Case.Sensitive, file);
    }

    [Test]
    public async Task The_first_violation_is_the_end_where_that_is_wanted()
    {
        var (code, output) = await Observe(Har(Entry("GET", "https://a.example/v1/user/1", 500, "broken"), Entry("GET", "https://a.example/v1/user/2", 500, "broken")), "--fail-fast");
        code.ShouldBe(1, output);
        output.ShouldContain("1 exchange observed");
    }

    [Test]
    public async Task Our_own_report_is_read_again()
    {
        await Observe(Har(Entry("GET", "https://staging.example/v1/user/1", 500, "broken")), "--report", _files);
        var (code, output) = await Run("--har", Path.Combine(_files, "report.json"), "--api", "planiso");
        code.ShouldBe(1, output);
        output.ShouldContain("no-server-error");
    }

    [Test]
    public async Task Bodies_in_base64_are_read_and_bodies_that_were_not_kept_accuse_nobody()
    {
        var text = Convert.ToBase64String("{\"code\":404,\"message\":\"no\"}"u8);
        var (code, output) = await Observe(Har(Entry("GET", "https://a.example/v1/user/1", 200, "{}", "base64", text), Entry("GET", "https://a.example/v1/user/2", 200, null)));
        code.ShouldBe(1, output);
        output.ShouldContain("envelope is violated");
        output.ShouldNotContain("entries/1]");
    }

    [Test]
    public async Task Of_several_hosts_one_must_be_chosen()
    {
        var har = Har(Entry("GET", "https://a.example/v1/user/1", 404, Refusal(404)), Entry("GET", "https://b.example/v1/user/1", 500, "broken"));
        var (code, output) = await Observe(har);
        code.ShouldBe(2);
        output.ShouldContain("--target HOST");
        (code, output) = await Observe(har, "--target", "a.example");
        code.ShouldBe(0, output);
    }

    [TestCase("{", "line 1")]
    [TestCase("[1,2", "line 1")]
    [TestCase("""{"log":{"entries":[{"startedDateTime":"yesterday","request":{"method":"GET","url":"https://a.example/v1/user"},"response":{"status":200,"content":{}}}]}}""", "/log/entries/0/startedDateTime")]
    [TestCase("""{"log":{"entries":[{"startedDateTime":"2026-11-29T12:00:00Z","request":{"url":"/v1/user"}}]}}""", "/log/entries/0/request/method")]
    [TestCase("""{"log":{}}""", "/log/entries")]
    [TestCase("""{"something":"else"}""", "HTTP Archive")]
    [TestCase("""{"log":{"entries":[{"startedDateTime":"2026-11-29T12:00:00Z","request":{"method":"GET","url":"https://a.example/v1/user"},"response":{"status":200,"content":{"text":"%%","encoding":"base64"}}}]}}""", "/response/content/text")]
    public async Task A_broken_file_is_refused_with_its_place(string text, string place)
    {
        var (code, output) = await Observe(text);
        code.ShouldBe(2);
        output.ShouldContain(place);
        output.ShouldNotContain("   at ");
    }

    [Test]
    public async Task A_file_without_the_API_is_no_verdict()
    {
        var (code, output) = await Observe(Har(Entry("GET", "https://cdn.example/logo.png", 200, "x")));
        code.ShouldBe(2);
        output.ShouldContain("https://cdn.example");
    }

    private static string Refusal(int code) => new JsonObject { ["code"] = code, ["message"] = "not found", ["data"] = new JsonArray() }.ToJsonString();

    private static string Har(params JsonObject[] entries) =>
        new JsonObject { ["log"] = new JsonObject { ["version"] = "1.2", ["entries"] = new JsonArray([.. entries]) } }.ToJsonString();

    private static JsonObject Entry(string method, string url, int status, string? body, string? encoding = null, string? encoded = null) => new()
    {
        ["startedDateTime"] = "2026-11-29T12:00:00.000Z",
        ["time"] = 12.5,
        ["request"] = new JsonObject
        {
            ["method"] = method,
            ["url"] = url,
            ["headers"] = new JsonArray(new JsonObject { ["name"] = "Authorization", ["value"] = $"Bearer {Key}" }),
        },
        ["response"] = new JsonObject
        {
            ["status"] = status,
            ["headers"] = new JsonArray(new JsonObject { ["name"] = "content-type", ["value"] = "application/json" }),
            ["content"] = body is null ? new JsonObject { ["size"] = 100, ["mimeType"] = "application/json" }
                : new JsonObject { ["size"] = body.Length, ["mimeType"] = "application/json", ["text"] = encoded ?? body, ["encoding"] = encoding },
        },
    };

    private async Task<(int Code, string Output)> Observe(string text, params string[] more)
    {
        var file = Path.Combine(_files, "traffic.har");
        await File.WriteAllTextAsync(file, text);
        return await Run(["--har", file, "--api", "planiso", .. more]);
    }

    private static async Task<(int Code, string Output)> Run(params string[] args)
    {
        using var output = new StringWriter();
        var code = await new ConformanceCommand(output, output, _ => null).Run(["observe", .. args]);
        return (code, output.ToString());
    }
}

namespace PlanisoContract.Tests.Conformance.CommandLine;

/// <summary>Readings that a team has settled on: <c>--require</c>.</summary>
public sealed class RequiredReadingTests
{
    private TestMock _mock = null!;
    private string _files = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync(records: 4);
        _files = Directory.CreateTempSubdirectory("require").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _mock.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [Test]
    public async Task What_a_run_observed_can_be_demanded_of_the_next()
    {
        (await JudgeAsync("--report", _files)).Code.ShouldBe(0);
        var same = await JudgeAsync("--require", Path.Combine(_files, "profile.json"));
        same.Code.ShouldBe(0, same.All);
        // The report holds the same profile.
        (await JudgeAsync("--require", Path.Combine(_files, "report.json"))).Code.ShouldBe(0);
    }

    [Test]
    public async Task A_tolerated_other_reading_is_a_violation()
    {
        var run = await JudgeAsync("--require", await ProfileAsync("""{ "user-email-unique-case": "exact" }"""));
        run.Code.ShouldBe(1, run.All);
        run.Output.ShouldContain("user-email-unique-case is violated");
        run.Output.ShouldContain("--require");
    }

    [Test]
    public async Task A_profile_that_does_not_fit_is_refused_with_all_that_is_wrong()
    {
        var run = await JudgeAsync("--require", await ProfileAsync("""{ "user-emial-unique-case": "exact", "user-email-unique-case": "exakt" }"""));
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain("Did you mean user-email-unique-case?");
        run.Error.ShouldContain("Did you mean exact?");
    }

    private async Task<string> ProfileAsync(string json)
    {
        var file = Path.Combine(_files, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json);
        return file;
    }

    private Task<Program.Outcome> JudgeAsync(params string[] more) => Program.RunAsync(Program.Conformance,
        ["--target", _mock.Url.ToString(), "--api", "planiso", "--key", "demo", "--rule", "user-email-*", .. more]);
}

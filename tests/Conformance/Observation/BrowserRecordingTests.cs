using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Tests.Mock.Console;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>What a browser records of a page that drives a server is judged as any other traffic.</summary>
public sealed class BrowserRecordingTests
{
    // As a frontend does: it reads a list, makes a record and changes it; one parameter is a mistake of its own. A recording has whole
    // milliseconds, so that calls without any pause would look as if they were made at once.
    private const string Script = """
        async ({ base, key }) => {
          const pause = () => new Promise(done => setTimeout(done, 20));
          const call = (method, path, body) => pause().then(() => fetch(base + path, { method, headers: { Authorization: 'Bearer ' + key, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) }));
          await call('GET', '/v1/user?sort=name');
          const made = await (await call('POST', '/v1/user', { fullname: 'Ada Lovelace', username: 'ada', email: 'ada@example.com' })).json();
          await call('PUT', '/v1/user/' + made.data.no, { fullname: 'Ada King' });
          const found = await (await call('GET', '/v1/user/' + made.data.no)).json();
          return found.data.fullname;
        }
        """;

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task What_Chromium_records_is_judged(bool isBroken, int code)
    {
        var browser = await Chromium.BrowserAsync();
        await using var mock = await TestMock.StartAsync(records: 3);
        var target = await mock.SiloAsync(broken: isBroken ? ["user-fullname-round-trip-on-update=altered"] : null);
        var directory = Directory.CreateTempSubdirectory("recording").FullName;
        var har = Path.Combine(directory, "page.har");
        await using (var context = await browser.NewContextAsync(new() { RecordHarPath = har }))
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(mock.Url.AbsoluteUri);
            var name = await page.EvaluateAsync<string>(Script, new { @base = target.Base.TrimEnd('/'), key = target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Full) });
            (name == "Ada King").ShouldBe(!isBroken);
        }
        using var output = new StringWriter();
        (await new ConformanceCommand(output, output, _ => null).Run(["observe", "--har", har, "--api", "planiso", "--only-client"])).ShouldBe(code, output.ToString());
        output.ToString().ShouldContain("The query sends sort");
        if (isBroken)
            output.ToString().ShouldContain("user-fullname-round-trip-on-update is violated");
        Directory.Delete(directory, recursive: true);
    }
}

using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>The contracts that were made up for backends of this folder, acted out by the mock: UUIDs and counted numbers, Basic and bearer, problem details and errors by field.</summary>
public sealed class MadeUpApiTests
{
    private readonly SteppingClock _clock = new();

    private static IEnumerable<TestCaseData> Apis => new[] { DjangoRest.DjangoRestTests.Depot, AspNet.AspNetTests.Tracker }
        .Select(contract => new TestCaseData(contract).SetArgDisplayNames(contract.Api));

    // A key that only a cookie carries, where no other place would do.
    private static Contract InCookie { get; } = ContractReader.Read("shop-in-cookie", "shop.openapi.yaml", Repository.Read("tests", "Shop", "shop.openapi.yaml")
        .Replace("  key-in-query: {source: Keys}\n", "", StringComparison.Ordinal)
        .Replace("  - bearer: []\n  - header: []\n  - query: []\n", "", StringComparison.Ordinal)
        .Replace("    bearer: {type: http, scheme: bearer}\n    header: {type: apiKey, in: header, name: X-Api-Key}\n    query: {type: apiKey, in: query, name: api_key}\n", "", StringComparison.Ordinal));

    [Test]
    public async Task A_key_goes_into_a_cookie_alone()
    {
        InCookie.SecuritySchemes.ShouldHaveSingleItem().Place.ShouldBe(SecurityPlace.Cookie);
        await using var mock = await TestMock.StartAsync([InCookie], clock: _clock);
        var run = Run.Create(InCookie, mock.Demo, _clock.Suite);
        (await Preflight.Check(run)).ShouldBeNull();
        foreach (var id in (string[])["wrong-key", "create-book-key-required", "create-book-permission", "book-isolated", "key-in-cookie", "list-books-page-total"])
            (await Judge.JudgeAsync(run, InCookie.Rule(id)!)).Verdict.ShouldBe(VerdictKind.Pass, id);
    }

    [TestCaseSource(nameof(Apis))]
    public async Task The_mock_conforms(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var results = await WholeRun.JudgeAsync(contract, mock.Demo, _clock);
        string.Join('\n', results.Where(result => result.Verdict is VerdictKind.Fail or VerdictKind.Error || TestMock.IsOpen(result))).ShouldBeEmpty();
    }
}

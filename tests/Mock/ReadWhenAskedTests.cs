using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>What an API declares is read when the first request to it comes: many a mock is asked about one API alone.</summary>
public sealed class ReadWhenAskedTests
{
    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_request_reads_the_API_that_has_its_path_and_no_other(string api)
    {
        ImmutableArray<Contract> contracts = [.. Contracts.Names.Select(Contracts.Read)];
        await using var mock = await TestMock.StartAsync(contracts, log: TextWriter.Null);
        using var client = mock.Client("demo");
        using (await client.GetAsync("/no/such/path"))
            Read(contracts).ShouldBeEmpty();

        var template = contracts.First(contract => contract.Api == api).Paths.First();
        using (await client.GetAsync(template.Split('.', '{')[0]))
            Read(contracts).ShouldBe([api]);
    }

    private static IEnumerable<string> Read(ImmutableArray<Contract> contracts) =>
        contracts.Where(contract => contract.Content.IsValueCreated).Select(contract => contract.Api);
}

using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Fourth;

/// <summary>
/// A contract is all that an API of a known dialect takes: one that no program knows is read, acted out and judged.
/// That each of its breakages is caught and each reading recognized is among the cases of <see cref="ProofTests"/>.
/// </summary>
public sealed class FourthApiTests
{
    private readonly SteppingClock _clock = new();

    [Test]
    public void No_program_comes_with_it() => Contracts.Names.ShouldNotContain(FourthApi.Contract.Api);

    [TestCase(20)]
    [TestCase(500)]
    public async Task A_mock_of_it_alone_conforms_and_nothing_is_left_open(int records)
    {
        await using var mock = await TestMock.StartAsync([FourthApi.Contract], records, _clock);
        var results = await WholeRun.JudgeAsync(FourthApi.Contract, mock.Demo, _clock);
        results.Count.ShouldBe(FourthApi.Contract.Rules.Length);
        string.Join('\n', results.Where(result => result.Verdict != VerdictKind.Pass)).ShouldBeEmpty();
        results.Where(result => result.IsUnusual).ShouldBeEmpty();
    }

    [Test]
    public void It_shows_what_the_three_do_not_need_together()
    {
        // A resource that others reference and that requests create, under a name that no two records share.
        var (referenced, referencing) = (FourthApi.Contract.Resources[0], FourthApi.Contract.Resources[1]);
        referencing.Fields.ShouldContain(field => field.References != null && field.References.Resource == referenced.Name);
        FourthApi.Contract.Operation(OperationKind.Create, referenced).ShouldNotBeNull();
        referenced.Fields.ShouldContain(field => field.Unique);
    }
}

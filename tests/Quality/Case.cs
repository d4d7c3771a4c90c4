using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests;

namespace PlanisoContract.Quality;

/// <summary>One way in which a server can differ from the default: a broken rule, or a tolerated reading of one.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Rule">The rule that is acted out otherwise.</param>
/// <param name="Mode">How.</param>
/// <param name="Breaks">Whether that breaks the rule; else the contract tolerates it.</param>
internal sealed record Case(Contract Contract, Rule Rule, Mode Mode, bool Breaks)
{
    public static IEnumerable<Case> Breakages(Contract contract) =>
        from rule in contract.Rules
        from mode in rule.Breakages
        select new Case(contract, rule, mode, Breaks: true);

    /// <summary>One breakage of each kind: the first rule of a behavior with each of its breakages.</summary>
    public static IEnumerable<Case> Kinds(Contract contract) =>
        Breakages(contract).DistinctBy(one => (one.Rule.Behavior, one.Mode.Name));

    public static IEnumerable<Case> Readings(Contract contract) =>
        from rule in contract.Rules
        from mode in rule.Readings
        select new Case(contract, rule, mode, Breaks: false);

    /// <summary>A fresh silo that differs in this alone.</summary>
    /// <param name="mock">The mock that holds it.</param>
    /// <param name="records">Seeded records of each resource.</param>
    public Task<TargetOptions> SiloAsync(TestMock mock, int records = 6) => Breaks
        ? mock.SiloAsync(broken: [$"{Rule.Id}={Mode.Name}"], records: records, withOther: TestMock.ReachesOtherSilos(Rule))
        : mock.SiloAsync(profile: [KeyValuePair.Create(Rule.Id, Mode.Name)], records: records, withOther: TestMock.ReachesOtherSilos(Rule));

    public override string ToString() => $"{(Breaks ? "broken" : "reading")} {Rule.Id} {Mode.Name}";
}

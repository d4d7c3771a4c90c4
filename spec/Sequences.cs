using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>
/// The closed set of breakages that break no single rule's test: each answer is right by itself, and a sequence of them is
/// not. Random walks are there to find them.
/// </summary>
public static class Sequences
{
    /// <summary>What stands where a breakage has a rule's id.</summary>
    public const string Id = "sequence";

    /// <summary>What such a breakage breaks, in one sentence.</summary>
    public const string Summary = "What a record shows follows from what was done to it; no rule's own test shows otherwise, random walks (--walks) do.";

    private static readonly ImmutableArray<Sequence> Declared =
    [
        new("third-change-lost", "The third time that updates give a text another value, the answer shows it and it is not stored.",
            5, Updates),
        new("list-lags", "Once a record was updated twice, the list shows it as it was before the second update.",
            4, contract => Updates(contract) && Any(contract, OperationKind.List)),
        new("repeat-clears", "An update that repeats the one before it takes the value of its first optional text away.",
            4, Updates),
        new("refused-comes-later", "What an update sent that was refused is stored by the next one that succeeds.",
            4, Updates),
        new("value-returns", "A delete gives a text that the record took over back to the record that had given it up.",
            5, contract => Updates(contract) && Any(contract, OperationKind.Delete)),
        new("deleted-returns", "A create with a text that a deleted record had brings that record back, too.",
            4, contract => Any(contract, OperationKind.Delete)),
        new("number-again", "A create with a text that a deleted record had gets the generated number of that record.",
            3, contract => Any(contract, OperationKind.Delete) && contract.Resources.Any(resource => resource.Number is not null)),
        new("unguarded-again", "A unique value that a record gave up and took back is free for others.",
            4, contract => Updates(contract) && contract.Rules.Any(rule => rule.Behavior == Behaviors.Unique)),
        new("reactivation-forgets", "A record that was updated, deleted and set active again is as it was made.",
            5, contract => contract.Rules.Any(rule => rule.Behavior == Behaviors.Reactivation && rule.Default.Name == "allowed")),
        new("linked-written-back", "An update of a record writes the one that it links back as it was when it was linked.",
            4, contract => contract.Resources.Any(resource => resource.Fields.Any(field => field.Link is not null))),
        new("children-restored", "An update of a record brings back the deleted records under it.",
            5, contract => contract.Resources.Any(resource => resource.Parent is not null)),
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<Mode> All { get; } = [.. Declared.Select(sequence => sequence.Mode)];

    /// <summary>Those that a contract has room for.</summary>
    public static ImmutableArray<Mode> Of(Contract contract) =>
        [.. Declared.Where(sequence => sequence.AppliesTo(contract)).Select(sequence => sequence.Mode)];

    /// <summary>How many operations the shortest sequence has that shows a breakage, the one that shows it among them.</summary>
    public static int Steps(Mode mode) => Declared.First(sequence => sequence.Mode == mode).Steps;

    private static bool Any(Contract contract, OperationKind kind) => contract.Operations.Any(operation => operation.Kind == kind);

    private static bool Updates(Contract contract) => Any(contract, OperationKind.Update);

    private sealed record Sequence(string Name, string Sentence, int Steps, Func<Contract, bool> AppliesTo)
    {
        public Mode Mode { get; } = new(Name, Sentence);
    }
}

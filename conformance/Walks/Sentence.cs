using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>Steps as sentences for people.</summary>
internal static class Sentence
{
    public static string Of(Step step) => What(step) + By(step.Who);

    private static string What(Step step) => step switch
    {
        CreateStep create => $"create {create.Record}{(create.Parent is { } parent ? $" under {parent}" : "")}"
            + string.Concat(create.Linked.Select(linked => $", with {linked.Record} as its {linked.Field}")) + Choices(create.Choices),
        UpdateStep update => $"update {update.Record}{Choices(update.Choices)}",
        RepeatStep repeat => $"update {repeat.Record} once more with the same values",
        ReactivateStep reactivate => $"set {reactivate.Record} active again",
        DeleteStep delete => $"delete {delete.Record}",
        FindStep find => $"find {find.Record}{(find.Under is { } other ? $" under {other}, where it is not" : "")}",
        ListStep list => $"list {list.Resource}{(list.Parent is { } parent ? $" under {parent}" : "")}"
            + (list.Like is { } like ? $", narrowed to what {like} has" : ""),
        StrangerStep stranger => $"{stranger.Does.ToString().ToLowerInvariant()} a {stranger.Resource} that never was",
        _ => step.GetType().Name,
    };

    private static string Choices(ImmutableArray<Choice> choices) =>
        choices.IsEmpty ? "" : ": " + string.Join(", ", choices.Select(Choice));

    private static string Choice(Choice choice) => choice switch
    {
        { Source: Source.Fresh } => $"{choice.Name} new",
        { Source: Source.Held } => $"{choice.Name} that of {choice.From}",
        { Source: Source.Former } => $"{choice.Name} that which {choice.From} gave up",
        { Source: Source.Empty } => $"{choice.Name} empty",
        _ => $"no {choice.Name}",
    };

    private static string By(Credential who) => who switch
    {
        Credential.ReadOnly => ", with the key that may only read",
        Credential.Other => ", with the key of another silo",
        _ => "",
    };
}

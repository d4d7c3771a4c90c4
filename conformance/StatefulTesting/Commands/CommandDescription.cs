using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Commands as sentences for people.</summary>
internal static class CommandDescription
{
    public static string Of(Command command) => What(command) + By(command.Who);

    private static string What(Command command) => command switch
    {
        CreateCommand create => $"create {create.Record}{(create.Parent is { } parent ? $" under {parent}" : "")}"
            + string.Concat(create.Linked.Select(linked => $", with {linked.Record} as its {linked.Field}")) + Choices(create.Choices),
        UpdateCommand update => $"update {update.Record}{Choices(update.Choices)}",
        RepeatUpdateCommand repeat => $"update {repeat.Record} once more with the same values",
        ReactivateCommand reactivate => $"set {reactivate.Record} active again",
        DeleteCommand delete => $"delete {delete.Record}",
        FindCommand find => $"find {find.Record}{(find.Under is { } other ? $" under {other}, where it is not" : "")}",
        ListCommand list => $"list {list.Resource}{(list.Parent is { } parent ? $" under {parent}" : "")}"
            + (list.Like is { } like ? $", narrowed to what {like} has" : ""),
        UnknownRecordCommand unknown => $"{unknown.Does.ToString().ToLowerInvariant()} a {unknown.Resource} that does not exist",
        _ => command.GetType().Name,
    };

    private static string Choices(ImmutableArray<ValueChoice> choices) =>
        choices.IsEmpty ? "" : ": " + string.Join(", ", choices.Select(Choice));

    private static string Choice(ValueChoice choice) => choice switch
    {
        { Source: ValueSource.Fresh } => $"{choice.Name} new",
        { Source: ValueSource.Held } => $"{choice.Name} that of {choice.From}",
        { Source: ValueSource.Former } => $"{choice.Name} that which {choice.From} had before",
        { Source: ValueSource.Empty } => $"{choice.Name} empty",
        _ => $"no {choice.Name}",
    };

    private static string By(Credential who) => who switch
    {
        Credential.ReadOnly => ", with the key that may only read",
        Credential.Other => ", with the key of another silo",
        _ => "",
    };
}

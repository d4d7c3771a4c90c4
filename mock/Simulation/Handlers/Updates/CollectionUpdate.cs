using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Updates;

/// <summary>What an update makes of a field that holds several values: it replaces them, or sets those that it names.</summary>
internal sealed class CollectionUpdate(FieldPlan field)
{
    private readonly ModeFlag _merged = field.Rules[Behaviors.SeveralUpdate, "merged"];
    private readonly ModeFlag _kept = field.Rules[Behaviors.SeveralUpdate, "kept"];
    private readonly ModeFlag _clearKept = field.Rules[Behaviors.SeveralClear, "kept"];
    private readonly ModeFlag _clearLeavesOne = field.Rules[Behaviors.SeveralClear, "one-left"];
    private readonly ModeFlag _keyedReplaced = field.Rules[Behaviors.KeyedUpdate, "replaced"];
    private readonly ModeFlag _keyedCopied = field.Rules[Behaviors.KeyedUpdate, "copied"];

    /// <summary>The values after the update.</summary>
    /// <param name="context">The update.</param>
    /// <param name="before">What it held.</param>
    /// <param name="sent">What the request says.</param>
    public object? After(OperationContext context, object? before, object? sent)
    {
        var modes = context.Modes;
        return (before, sent) switch
        {
            (_, KeyedValues keyed) => Keyed(context, before as KeyedValues ?? KeyedValues.None, keyed),
            (_, Array { Length: 0 }) when modes[_clearKept] => before,
            (Array { Length: > 1 } all, Array { Length: 0 }) when modes[_clearLeavesOne] => CollectionValue.First(all),
            (_, Array { Length: 0 }) => sent,
            _ when modes[_kept] => before,
            _ when modes[_merged] => CollectionValue.Union(before, sent),
            _ => sent,
        };
    }

    private KeyedValues Keyed(OperationContext context, KeyedValues before, KeyedValues sent)
    {
        if (sent.ByKey.IsEmpty || context.Modes[_keyedReplaced])
            return sent.ByKey.IsEmpty ? before : sent;
        if (!context.Modes[_keyedCopied])
            return new KeyedValues(before.ByKey.SetItems(sent.ByKey));
        var copy = sent.ByKey.First().Value;
        return new KeyedValues(context.Table(field.Target!).All()
            .ToImmutableSortedDictionary(record => record.Identity, record => sent.ByKey.GetValueOrDefault(record.Identity, copy)));
    }
}

using System.Collections.Concurrent;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The histories of the records of one resource, and the breakages that depend on them, which only sequences of requests show.</summary>
/// <remarks>They depend on the history of a record itself, or on a text that two records shared; not on what other requests do meanwhile.</remarks>
internal sealed class RecordHistories(ResourcePlan resource, SequenceModes flags, ActiveModes modes)
{
    // Lists are read without a lock.
    private readonly ConcurrentDictionary<long, RecordHistory> _histories = [];

    // The records that had a text before an update, and those that had it when they were deleted.
    private readonly Dictionary<(int Field, string Text), long> _formerTexts = [];
    private readonly Dictionary<(int Field, string Text), long> _deletedTexts = [];

    /// <summary>The version that lists show of a record.</summary>
    public Record Listed(Record record) =>
        !record.Deleted && _histories.TryGetValue(record.Identity, out var history) && history.Listed is { } before ? before : record;

    /// <summary>Whether others may have a value that a record has in a unique field.</summary>
    public bool IsUnguarded(Record record, FieldPlan field) =>
        modes[flags.UnguardedAgain] && _histories.TryGetValue(record.Identity, out var history) && history.TookBack(field);

    /// <summary>A new record as it is to be stored.</summary>
    public Record Created(Record record, Table table)
    {
        var deleted = Texts(record).Where(text => !text.Field.Field.Unique)
            .Select(text => _deletedTexts.GetValueOrDefault((text.Field.Index, text.Text))).FirstOrDefault(identity => identity > 0);
        if (deleted > 0 && modes[flags.DeletedReturns])
            Return(table, deleted);
        if (deleted > 0 && modes[flags.NumberAgain] && resource.Number is { } number)
        {
            var values = record.Unchanged();
            values[number.Index] = new NumberOf(deleted);
            record = record.With(values, false);
        }
        _histories[record.Identity] = new RecordHistory(record);
        return record;
    }

    /// <summary>Notes an update that was refused.</summary>
    /// <param name="values">What it sends, by the field's index.</param>
    /// <param name="before">The record.</param>
    /// <param name="conflicts">The fields whose values are taken.</param>
    public void Refused(object?[] values, Record before, FieldPlan[] conflicts)
    {
        var sent = (object?[])values.Clone();
        foreach (var conflict in conflicts)
            sent[conflict.Index] = Sentinel.NotSent;
        Of(before).Refused = sent;
    }

    /// <summary>The record as an update is to store it.</summary>
    /// <param name="sent">What the update sends, by the field's index.</param>
    /// <param name="names">The names under which it sends the fields; null for those that it does not.</param>
    /// <param name="before">The record before.</param>
    /// <param name="after">The record as the answer shows it.</param>
    /// <param name="tables">All tables.</param>
    public Record Updated(object?[] sent, string?[] names, Record before, Record after, Table[] tables)
    {
        var history = Of(before);
        var values = after.ToValues();
        foreach (var field in resource.Fields.Where(field => names[field.Index] is null))
        {
            if (modes[flags.RefusedComesLater] && history.Refused?[field.Index] is { } late && late != Sentinel.NotSent)
                values[field.Index] = late;
        }
        foreach (var (field, _) in Texts(after).Where(text => IsChanged(text.Field, before, after)))
        {
            if (++history.Changes[field.Index] == 3 && modes[flags.ThirdChangeLost])
                values[field.Index] = before[field.Index];
        }
        if (modes[flags.RepeatClears] && Repeats(history, sent) is { } cleared)
            values[cleared.Index] = cleared.Unset(modes);
        if (modes[flags.ReactivationForgets] && before.Deleted && !after.Deleted && history.Updates > 0)
            values = history.First.ToValues();
        var stored = after.With(values, after.Deleted);
        (history.Refused, history.Sent) = (null, (object?[])sent.Clone());
        history.Add(stored);
        history.Listed = modes[flags.ListLags] && history.Updates == 2 ? before : null;
        foreach (var (field, text) in Texts(before).Where(text => IsChanged(text.Field, before, stored)))
            _formerTexts[(field.Index, text)] = before.Identity;
        Others(stored, tables);
        return stored;
    }

    /// <summary>Notes a record that a delete is about to take away.</summary>
    public void Deleted(Record record, Table table)
    {
        foreach (var (field, text) in Texts(record))
        {
            if (modes[flags.ValueReturns] && _formerTexts.GetValueOrDefault((field.Index, text)) is > 0 and var giver
                && giver != record.Identity && table.At(giver) is { Deleted: false } owner)
            {
                var values = owner.Unchanged();
                values[field.Index] = text;
                table.Put(owner.With(values, owner.Deleted));
            }
            _deletedTexts[(field.Index, text)] = record.Identity;
        }
    }

    private void Others(Record record, Table[] tables)
    {
        foreach (var link in resource.Fields.Where(field => modes[flags.LinkedWrittenBack] && field.Field.Link is not null))
        {
            if (record[link.Index] is Record linked && tables[link.Target!.Index].At(linked.Identity) is { Deleted: false } now)
                tables[link.Target!.Index].Put(now.With(linked.ToValues(), false));
        }
        foreach (var nested in resource.Nested.Where(_ => modes[flags.ChildrenRestored]))
        {
            foreach (var child in tables[nested.Index].RemovedChildren(record.Identity).ToArray())
                tables[nested.Index].Restore(child);
        }
    }

    private void Return(Table table, long identity)
    {
        if (table.Removed(identity) is { } removed)
            table.Restore(removed);
        else if (table.At(identity) is { Deleted: true } hidden)
        {
            var values = hidden.Unchanged();
            if ((resource.Active ?? resource.DeletedFlag) is { } flag)
                values[flag.Index] = BoxedBoolean.True;
            table.Put(hidden.With(values, false));
        }
    }

    // The first optional text that an update sends which is the same as the one before; null where it is another.
    private FieldPlan? Repeats(RecordHistory history, object?[] sent)
    {
        if (history.Sent is not { } last || !last.Zip(sent).All(pair => IsSame(pair.First, pair.Second)))
            return null;
        return resource.Fields.FirstOrDefault(field => IsFree(field) && !field.Field.Required && sent[field.Index] is string { Length: > 0 });
    }

    private RecordHistory Of(Record record) => _histories.GetOrAdd(record.Identity, _ => new RecordHistory(record));

    // Texts that two records do not share by chance: no choices.
    private IEnumerable<(FieldPlan Field, string Text)> Texts(Record record)
    {
        foreach (var field in resource.Fields)
        {
            if (IsFree(field) && record[field.Index] is string { Length: > 0 } text)
                yield return (field, text);
        }
    }

    private static bool IsFree(FieldPlan field) =>
        field is { Written: true, Secret: false, Field: { Type: FieldType.Text, IsClosed: false, OnUpdate: true } };

    private static bool IsSame(object? one, object? other) =>
        one == Sentinel.NotSent || other == Sentinel.NotSent ? one == other : FieldValue.Same(one, other);

    private static bool IsChanged(FieldPlan field, Record before, Record after) =>
        before[field.Index] is string { Length: > 0 } text && !FieldValue.Same(text, after[field.Index]);
}

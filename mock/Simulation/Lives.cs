using System.Collections.Concurrent;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What the records of one resource went through, and what breakages make of it that only sequences show.</summary>
/// <remarks>It hangs on what a record itself went through, or on a text that two records shared: not on what others do meanwhile.</remarks>
internal sealed class Lives(ResourcePlan resource, SequenceGates gates, Modes modes)
{
    // Lists are read without a lock.
    private readonly ConcurrentDictionary<long, Life> _lives = [];

    // The records that gave a text up, and those that a delete took it from.
    private readonly Dictionary<(int Field, string Text), long> _givenUp = [];
    private readonly Dictionary<(int Field, string Text), long> _buried = [];

    /// <summary>The version that lists show of a record.</summary>
    public Record Listed(Record record) =>
        !record.Deleted && _lives.TryGetValue(record.Identity, out var life) && life.Listed is { } before ? before : record;

    /// <summary>Whether others may have a value that a record has in a unique field.</summary>
    public bool IsUnguarded(Record record, FieldPlan field) =>
        modes[gates.UnguardedAgain] && _lives.TryGetValue(record.Identity, out var life) && life.TookBack(field);

    /// <summary>A new record as it is to be stored.</summary>
    public Record Created(Record record, Table table)
    {
        var buried = Texts(record).Where(text => !text.Field.Field.Unique)
            .Select(text => _buried.GetValueOrDefault((text.Field.Index, text.Text))).FirstOrDefault(identity => identity > 0);
        if (buried > 0 && modes[gates.DeletedReturns])
            Return(table, buried);
        if (buried > 0 && modes[gates.NumberAgain] && resource.Number is { } number)
        {
            var values = record.Unchanged();
            values[number.Index] = new NumberOf(buried);
            record = record.With(values, false);
        }
        _lives[record.Identity] = new Life(record);
        return record;
    }

    /// <summary>Notes an update that was refused.</summary>
    public void Refused(Draft draft, Record before, FieldPlan[] clashes)
    {
        var sent = (object?[])draft.Values.Clone();
        foreach (var clash in clashes)
            sent[clash.Index] = Mark.NotSent;
        Of(before).Refused = sent;
    }

    /// <summary>The record as an update is to store it.</summary>
    /// <param name="draft">What the update says.</param>
    /// <param name="before">The record before.</param>
    /// <param name="after">The record as the answer shows it.</param>
    /// <param name="call">The update.</param>
    public Record Updated(Draft draft, Record before, Record after, Call call)
    {
        var life = Of(before);
        var values = after.ToValues();
        foreach (var field in resource.Fields.Where(field => !draft.IsSent(field)))
        {
            if (modes[gates.RefusedComesLater] && life.Refused?[field.Index] is { } late && late != Mark.NotSent)
                values[field.Index] = late;
        }
        foreach (var (field, _) in Texts(after).Where(text => IsChanged(text.Field, before, after)))
        {
            if (++life.Changes[field.Index] == 3 && modes[gates.ThirdChangeLost])
                values[field.Index] = before[field.Index];
        }
        if (modes[gates.RepeatClears] && Repeats(life, draft) is { } cleared)
            values[cleared.Index] = cleared.Unset(modes);
        if (modes[gates.ReactivationForgets] && before.Deleted && !after.Deleted && life.Updates > 0)
            values = life.First.ToValues();
        var stored = after.With(values, after.Deleted);
        (life.Refused, life.Sent) = (null, (object?[])draft.Values.Clone());
        life.Add(stored);
        life.Listed = modes[gates.ListLags] && life.Updates == 2 ? before : null;
        foreach (var (field, text) in Texts(before).Where(text => IsChanged(text.Field, before, stored)))
            _givenUp[(field.Index, text)] = before.Identity;
        Others(stored, call);
        return stored;
    }

    /// <summary>Notes a record that a delete is about to take away.</summary>
    public void Deleted(Record record, Table table)
    {
        foreach (var (field, text) in Texts(record))
        {
            if (modes[gates.ValueReturns] && _givenUp.GetValueOrDefault((field.Index, text)) is > 0 and var giver
                && giver != record.Identity && table.At(giver) is { Deleted: false } owner)
            {
                var values = owner.Unchanged();
                values[field.Index] = text;
                table.Put(owner.With(values, owner.Deleted));
            }
            _buried[(field.Index, text)] = record.Identity;
        }
    }

    private void Others(Record record, Call call)
    {
        foreach (var link in resource.Fields.Where(field => modes[gates.LinkedWrittenBack] && field.Field.Link is not null))
        {
            if (record[link.Index] is Record linked && call.Table(link.Target!).At(linked.Identity) is { Deleted: false } now)
                call.Table(link.Target!).Put(now.With(linked.ToValues(), false));
        }
        foreach (var nested in resource.Nested.Where(_ => modes[gates.ChildrenRestored]))
        {
            foreach (var child in call.Table(nested).RemovedUnder(record.Identity).ToArray())
                call.Table(nested).Restore(child);
        }
    }

    private void Return(Table table, long identity)
    {
        if (table.Removed(identity) is { } removed)
            table.Restore(removed);
        else if (table.At(identity) is { Deleted: true } hidden)
        {
            var values = hidden.Unchanged();
            if ((resource.Active ?? resource.GoneFlag) is { } flag)
                values[flag.Index] = Flag.True;
            table.Put(hidden.With(values, false));
        }
    }

    // The first optional text that an update sends which is the same as the one before; null where it is another.
    private FieldPlan? Repeats(Life life, Draft draft)
    {
        if (life.Sent is not { } last || !last.Zip(draft.Values).All(pair => IsSame(pair.First, pair.Second)))
            return null;
        return resource.Fields.FirstOrDefault(field => IsFree(field) && !field.Field.Required && draft.Values[field.Index] is string { Length: > 0 });
    }

    private Life Of(Record record) => _lives.GetOrAdd(record.Identity, _ => new Life(record));

    // Texts that nobody else would come to: no flags, no choices.
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
        one == Mark.NotSent || other == Mark.NotSent ? one == other : Values.Same(one, other);

    private static bool IsChanged(FieldPlan field, Record before, Record after) =>
        before[field.Index] is string { Length: > 0 } text && !Values.Same(text, after[field.Index]);
}

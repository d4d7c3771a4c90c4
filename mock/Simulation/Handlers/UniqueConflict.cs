using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Whether a value of a unique field is taken.</summary>
/// <param name="Status">The status that the conflict calls for; 0 where there is none.</param>
/// <param name="With">The record that has the value.</param>
internal readonly record struct UniqueConflict(int Status, Record? With)
{
    /// <summary>The conflict of a value with the records of a table.</summary>
    /// <param name="field">The unique field.</param>
    /// <param name="value">The value.</param>
    /// <param name="table">The records.</param>
    /// <param name="modes">The modes in force.</param>
    /// <param name="self">The record that gets the value, which does not conflict with itself.</param>
    public static UniqueConflict Of(FieldPlan field, object? value, Table table, ActiveModes modes, Record? self = null)
    {
        var flags = field.Unique;
        var conflict = default(UniqueConflict);
        foreach (var other in LooseEquality.IsLoose(flags, modes) ? table.All().Where(other => LooseEquality.IsAlike(flags, modes, other[field.Index], value)) : table.With(field, value))
        {
            var sameCase = FieldValue.Same(other[field.Index], value) || !string.Equals(FieldValue.Text(other[field.Index]), FieldValue.Text(value), StringComparison.OrdinalIgnoreCase);
            if (other.Identity == self?.Identity
                || (!sameCase && modes[flags.CaseExact])
                || (other.Deleted && modes[flags.DeletedFree])
                || table.RecordHistories?.IsUnguarded(other, field) == true)
                continue;
            var badRequest = (!sameCase && modes[flags.CaseBadRequest]) || (other.Deleted && modes[flags.DeletedBadRequest]);
            if (!badRequest)
                return new UniqueConflict(409, other);
            conflict = new UniqueConflict(400, other);
        }
        return conflict;
    }

    /// <summary>Whether a record that somebody created has no value either (where no second one may).</summary>
    public static bool AnotherUnset(FieldPlan field, Table table)
    {
        for (var identity = table.Last; identity > table.Seeded; identity--)
        {
            if (table.At(identity) is { } record && FieldValue.IsUnset(record[field.Index]))
                return true;
        }
        return false;
    }

    public FieldError AsError(string name) => new(name, "Another record has it.", Status);
}

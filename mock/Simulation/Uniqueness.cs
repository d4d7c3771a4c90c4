namespace PlanisoContract.Mock.Simulation;

/// <summary>Whether a value of a unique field is taken.</summary>
/// <param name="Status">The status that the clash calls for; 0 where there is none.</param>
/// <param name="With">The record that has the value.</param>
internal readonly record struct Clash(int Status, Record? With)
{
    /// <summary>The clash of a value with the records of a table.</summary>
    /// <param name="field">The unique field.</param>
    /// <param name="value">The value.</param>
    /// <param name="table">The records.</param>
    /// <param name="modes">The modes in force.</param>
    /// <param name="self">The record that gets the value, which does not clash with itself.</param>
    public static Clash Of(FieldPlan field, object? value, Table table, Modes modes, Record? self = null)
    {
        var gates = field.Unique;
        var clash = default(Clash);
        foreach (var other in Likeness.IsLoose(gates, modes) ? table.All().Where(other => Likeness.IsAlike(gates, modes, other[field.Index], value)) : table.With(field, value))
        {
            var sameCase = Values.Same(other[field.Index], value) || !string.Equals(Values.Text(other[field.Index]), Values.Text(value), StringComparison.OrdinalIgnoreCase);
            if (other.Identity == self?.Identity
                || (!sameCase && modes[gates.CaseExact])
                || (other.Deleted && modes[gates.DeletedFree])
                || table.Lives?.IsUnguarded(other, field) == true)
                continue;
            var badRequest = (!sameCase && modes[gates.CaseBadRequest]) || (other.Deleted && modes[gates.DeletedBadRequest]);
            if (!badRequest)
                return new Clash(409, other);
            clash = new Clash(400, other);
        }
        return clash;
    }

    /// <summary>Whether a record that somebody created has no value either (where no second one may).</summary>
    public static bool AnotherUnset(FieldPlan field, Table table)
    {
        for (var identity = table.Last; identity > table.Seeded; identity--)
        {
            if (table.At(identity) is { } record && Values.IsUnset(record[field.Index]))
                return true;
        }
        return false;
    }

    public Fault AsFault(string name) => new(name, "Another record has it.", Status);
}

using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values of a unique field that are different ones, however alike they look to a database.</summary>
internal static class UniqueDistinctCheck
{
    [Judges(nameof(Behaviors.UniqueDistinct))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (compared, open) = (0, 0);
        var reading = "exact";
        // Another text tells whose the record is, or none does.
        var isAlone = !resource.Fields.Any(other => other != field && other is { OnCreate: true, Type: FieldType.Text, IsClosed: false });
        foreach (var pair in Telling.Different(field, session.Tag, rule.Index + 1, isAlone))
        {
            var one = await session.Create(resource, await session.InputWith(resource, field, pair.One));
            // What a format refuses cannot be compared.
            if (!one.Succeeded)
                continue;
            var other = await session.Create(resource, await session.InputWith(resource, field, pair.Other));
            if (other.Outcome == Outcome.BadRequest)
                continue;
            compared++;
            open += pair.IsOpen ? 1 : 0;
            if (other.Succeeded)
                continue;
            if (other.Outcome != Outcome.Conflict || !pair.IsOpen)
            {
                return Verdict.Broken($"a create of {resource} with {field} {Say.Value(pair.Other)} beside {Say.Value(pair.One)}, which differs in {pair.Name}, answered with success",
                    other.Summary, one.Exchange, other.Exchange);
            }
            reading = "accents-ignored";
        }
        return compared == 0 ? Verdict.Unknown($"the target takes none of the values of {field} that tell how they are compared")
            : open == 0 ? Readings.Among(rule, ["exact", "accents-ignored"])
            : Verdict.Saw(reading);
    }
}

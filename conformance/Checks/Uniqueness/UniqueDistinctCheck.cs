using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values of a unique field that are different ones, however alike they look to a database.</summary>
internal sealed class UniqueDistinctCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.UniqueDistinct))]
    public async Task<Verdict> Judge()
    {
        var (compared, open) = (0, 0);
        var reading = "exact";
        // Another text tells whose the record is, or none does.
        var isAlone = !Resource.Fields.Any(other => other != Field && other is { OnCreate: true, Type: FieldType.Text, IsClosed: false });
        foreach (var pair in Telling.Different(Field, Session.Tag, Rule.Index + 1, isAlone))
        {
            var one = await Session.Create(Resource, await Session.InputWith(Resource, Field, pair.One));
            // What a format refuses cannot be compared.
            if (!one.Succeeded)
                continue;
            var other = await Session.Create(Resource, await Session.InputWith(Resource, Field, pair.Other));
            if (other.Outcome == Outcome.BadRequest)
                continue;
            compared++;
            open += pair.IsOpen ? 1 : 0;
            if (other.Succeeded)
                continue;
            if (other.Outcome != Outcome.Conflict || !pair.IsOpen)
            {
                return Verdict.Broken($"a create of {Resource} with {Field} {Say.Value(pair.Other)} beside {Say.Value(pair.One)}, which differs in {pair.Name}, answered with success",
                    other.Summary, one.Exchange, other.Exchange);
            }
            reading = "accents-ignored";
        }
        return compared == 0 ? Verdict.Unknown($"the target takes none of the values of {Field} that tell how they are compared")
            : open == 0 ? Readings.Among(Rule, ["exact", "accents-ignored"])
            : Verdict.Saw(reading);
    }
}

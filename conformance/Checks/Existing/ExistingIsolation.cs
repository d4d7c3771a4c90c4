using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether the key of another silo finds the records that are there in this one.</summary>
internal sealed class ExistingIsolation(Rule rule, Session session) : Check(rule, session)
{
    // One text, or two, may be the same in two silos by chance.
    private const int Telling = 3;

    [Judges(nameof(Behaviors.Isolation), WithoutWriting = true)]
    public async Task<Verdict> Judge()
    {
        if (!Session.Has(Credential.Other))
            return Verdict.Unknown("it takes the key of another silo: --other-key");
        if (!Session.Offers(OperationKind.Find, Resource))
            return Verdict.Unknown($"nothing finds {Resource} by its identity; --mode full tells by records of its own");
        var texts = Resource.Fields.Where(field => field is { Type: FieldType.Text, OnCreate: true, WriteOnly: false, IsClosed: false }).ToArray();
        var alike = new List<(Existing Own, Answer Other)>();
        var (same, different) = (0, 0);
        foreach (var own in await Session.SomeOf(Resource))
        {
            var parent = Resource.Parent is null ? null : await Session.Parent(Resource);
            var other = await Session.Find(Resource, own.Identity, new Sending { Who = Credential.Other, Parent = parent });
            if (other.Outcome is Outcome.Unauthorized or Outcome.Forbidden)
                return Verdict.Unknown($"the key given as --other-key opens nothing: {other.Summary}");
            if (other is not { Succeeded: true, Data: JsonObject shown })
                continue;
            var held = texts.Where(field => !Same.IsUnset(Session.Value(own.Found, field))).ToArray();
            var equal = held.Count(field => Same.Value(Session, field, Session.Value(own.Found, field), Session.Value(shown, field)));
            (same, different) = (same + equal, different + held.Length - equal);
            alike.Add((own, other));
        }
        // A record of that identity may be the other silo's own; not if all that it holds is the same, record for record.
        if (different > 0 || alike.Count == 0)
            return Verdict.Saw("isolated");
        return same >= Telling
            ? Verdict.Broken($"{Say.Record(Resource, alike[0].Own.Identity)} hidden from the key of another silo", $"it is shown: {alike[0].Other.Summary}",
                alike[0].Own.Exchange, alike[0].Other.Exchange)
            : Verdict.Unknown($"the records of {Resource} have too few texts to tell them from those of the other silo");
    }
}

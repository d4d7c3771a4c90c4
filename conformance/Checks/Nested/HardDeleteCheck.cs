using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A record that is gone after its delete. It is judged by what can be seen afterwards, whatever the delete says.</summary>
internal static class HardDeleteCheck
{
    [Judges(nameof(Behaviors.HardDelete))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var flag = rule.Arguments["flag"]?.GetValue<string>() is { } name ? resource.Field(name) : null;
        var made = await session.Make(resource);
        if ((await session.Beside(made)).Of(session, made).IsEmpty)
            return Verdict.Unknown($"{Say.Record(made)} is in no list, so whether its delete takes it away cannot be seen");

        var deleted = await session.Gone(made);
        var found = await session.Find(resource, made.Identity);
        var list = await session.Beside(made);
        var listed = list.Of(session, made);
        if (listed.IsEmpty && found.Outcome == Outcome.NotFound)
            return Verdict.Saw("removed");
        if (listed.IsEmpty && flag is not null && found is { Succeeded: true, Data: JsonObject record } && Same.Flag(session.Value(record, flag)) == false)
            return Verdict.Saw("inactive");
        return Verdict.Broken($"{Say.Record(made)} neither found nor listed after its delete{(flag is null ? "" : $", or found with {flag} off")}",
            $"finding it is answered {found.Summary}; the list shows it {listed.Length} times",
            [deleted.Exchange, found.Exchange, .. list.Pages.Where(page => listed.Length > 0)]);
    }
}

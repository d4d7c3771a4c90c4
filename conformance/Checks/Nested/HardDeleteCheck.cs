using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A record that is gone after its delete. It is judged by what can be seen afterwards, whatever the delete says.</summary>
internal sealed class HardDeleteCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.HardDelete))]
    public async Task<Verdict> Judge()
    {
        var flag = Rule.Arguments["flag"]?.GetValue<string>() is { } name ? Resource.Field(name) : null;
        var made = await Session.Make(Resource);
        if ((await Session.Beside(made)).Of(Session, made).IsEmpty)
            return Verdict.Unknown($"{Say.Record(made)} is in no list, so whether its delete takes it away cannot be seen");

        var deleted = await Session.Gone(made);
        var found = await Session.Find(Resource, made.Identity);
        var list = await Session.Beside(made);
        var listed = list.Of(Session, made);
        if (listed.IsEmpty && found.Outcome == Outcome.NotFound)
            return Verdict.Saw("removed");
        if (listed.IsEmpty && flag is not null && found is { Succeeded: true, Data: JsonObject record } && Same.Flag(Session.Value(record, flag)) == false)
            return Verdict.Saw("inactive");
        return Verdict.Broken($"{Say.Record(made)} neither found nor listed after its delete{(flag is null ? "" : $", or found with {flag} off")}",
            $"finding it is answered {found.Summary}; the list shows it {listed.Length} times",
            [deleted.Exchange, found.Exchange, .. list.Pages.Where(page => listed.Length > 0)]);
    }
}

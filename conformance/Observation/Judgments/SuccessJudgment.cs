using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What a success of an operation shows: status, schema, keys, and how values are written.</summary>
internal sealed class SuccessJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    private readonly ILookup<string, Rule> _notations = session.Contract.Rules
        .Where(rule => rule.Place.Operation is not null && (rule.Behavior == Behaviors.IntegerAs || rule.Behavior == Behaviors.FlagAs
            || rule.Behavior == Behaviors.TimestampAs || rule.Behavior == Behaviors.TextAs))
        .ToLookup(rule => rule.Place.Operation!.Id);

    private readonly ValidRecords _valid = new();

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { } operation, Answer.Succeeded: true, Recorded.Method: not "HEAD" })
            return;
        // A part of an answer that the client asked for.
        if (exchange.Exchange.Status == 206)
            return;
        Status(exchange, operation);
        if (!exchange.IsWhole)
            return;
        Shown(exchange, operation);
        // In XML every value is a text; what JSON shows is what schema and example are about.
        if (exchange.Exchange.Json is null)
        {
            Marks(exchange, operation);
            return;
        }
        Schema(exchange, operation);
        Keys(exchange, operation);
        foreach (var rule in _notations[operation.Id])
            Notation(exchange, rule);
    }

    private void Status(ObservedExchange exchange, Operation operation)
    {
        var rule = Rule(Behaviors.Status, Place.Of(operation));
        var (status, documented) = (exchange.Exchange.Status, operation.Success);
        if (!exchange.IsWhole)
        {
            if (status != documented.Status && status is not (200 or 204))
                Findings.Violated(rule, $"{operation} answered with HTTP status {documented.Status}", exchange.Answer.Summary, exchange);
            return;
        }
        var isEmpty = exchange.Exchange.Body.Length == 0;
        var (example, code) = (EnvelopeReader.CodeOf(documented.Example), EnvelopeReader.CodeOf(exchange.Answer.Body));
        var reading = status == documented.Status && (example is null ? documented.Schema is null || !isEmpty : code == example) ? "documented"
            : status == documented.Status && code == status ? "plain"
            : status == 204 && isEmpty ? "no-content"
            : status == 200 && isEmpty ? "empty-ok" : null;
        if (reading is not null)
            Findings.Saw(rule, reading, exchange);
        // A code that is written wrongly is told by a rule of its own.
        else if (status != documented.Status)
            Findings.Violated(rule, $"{operation} answered with HTTP status {documented.Status}", exchange.Answer.Summary, exchange);
    }

    private void Schema(ObservedExchange exchange, Operation operation)
    {
        if (operation.Success.Schema is null || exchange.Exchange.Status != operation.Success.Status || exchange.Answer.Data is null or JsonArray { Count: 0 })
            return;
        var rule = Rule(Behaviors.AnswerSchema, Place.Of(operation));
        if (rule is null)
            return;
        // Most records were seen before, and validating one takes as long as all else together.
        var (unknown, hashes) = _valid.Unknown(operation, exchange);
        if (unknown is not null && AnswerSchemaCheck.Judge(Contract, operation, unknown).GetAwaiter().GetResult() is Verdict.Fail
            && AnswerSchemaCheck.Judge(Contract, operation, exchange.Exchange).GetAwaiter().GetResult() is Verdict.Fail wrong)
        {
            Findings.Violated(rule, wrong.Expected, wrong.Actual, exchange);
            return;
        }
        if (unknown is not null)
            _valid.Add(hashes);
        Findings.Holds(rule);
    }

    private void Keys(ObservedExchange exchange, Operation operation)
    {
        if (Rule(Behaviors.AnswerKeys, Place.Of(operation)) is not { } rule || operation.ExampleRecord is not { } example
            || Records(exchange.Answer).FirstOrDefault() is not { } shown)
            return;
        var missing = new ExampleKeysCheck(rule, Session).Missing(ResourceOf(operation), example, shown).ToArray();
        if (missing.Length == 0)
            Findings.Holds(rule);
        else
        {
            Findings.Violated(rule, $"the answer to {operation} with {Describe.All(missing)}, as in the documented example",
                $"only {Describe.All(shown.Select(member => member.Key))}", exchange);
        }
    }

    // Every list in XML says that it is one.
    private void Marks(ObservedExchange exchange, Operation operation)
    {
        if (Rule(Behaviors.XmlMarks, Place.Of(operation)) is not { } rule || XmlAgreement.Read(exchange.Exchange.Body) is not { } root)
            return;
        var resource = ResourceOf(operation);
        if (operation.Kind == OperationKind.List && root.Name.LocalName == resource.Many && !root.IsMarked())
            Findings.Violated(rule, $"the list of {operation} in XML marked with type=\"array\"", $"it begins {exchange.Exchange.Start}", exchange);
        var lists = new JsonObject(resource.Fields.Where(field => field.Type is FieldType.Texts or FieldType.Identities or FieldType.Entries or FieldType.References)
            .Select(field => KeyValuePair.Create(field.Name, (JsonNode?)new JsonArray())));
        var wrong = (operation.Kind == OperationKind.List ? root.Elements() : [root]).Select(element => XmlAgreement.Unmarked(lists, element, element.Name.LocalName)).FirstOrDefault(unmarked => unmarked is not null);
        if (wrong is not null)
            Findings.Violated(rule, rule.Behavior.Summary, wrong, exchange);
        else
            Findings.Holds(rule);
    }

    private void Notation(ObservedExchange exchange, Rule rule)
    {
        var values = Records(exchange.Answer).SelectMany(record => NotationChecks.In(Session, record, rule.Place.Field!, rule.Place.Inner))
            .OfType<JsonNode>().Where(value => !FieldValue.IsUnset(value)).ToArray();
        var readings = new HashSet<string>();
        foreach (var value in values)
        {
            if (NotationChecks.Reading(rule.Behavior, value) is not { } reading)
            {
                // Where nothing was sent, some text may stand.
                if (value.IsText() && MayBeFilled(rule.Place))
                    continue;
                Findings.Violated(rule, $"{rule.Place.Field} in the answer to {rule.Place.Operation}: {Describe.Tolerated(rule)}", Describe.Value(value), exchange);
                return;
            }
            if (reading.Length > 0 && readings.Add(reading))
                Findings.Saw(rule, reading, exchange);
        }
    }

    private bool MayBeFilled(Place place) => place.Inner is { } inner
        ? (place.Field!.Link?.Resource ?? place.Field.References?.Resource) is { } other && Contract.Tolerates(Behaviors.Unset, Place.Of(Contract.Resource(other), inner), "filled")
        : Contract.Tolerates(Behaviors.Unset, Place.Of(place.Resource!, place.Field!), "filled");

    private void Shown(ObservedExchange exchange, Operation operation)
    {
        var resource = ResourceOf(operation);
        foreach (var record in Records(exchange.Answer))
        {
            Number(exchange, resource, record);
            foreach (var field in resource.Fields.Where(field => field.WriteOnly))
                Check(Rule(Behaviors.WriteOnly, Place.Of(resource, field)), FieldValue.IsUnset(Session.Value(record, field)), $"answers without the value of {field}", exchange);
        }
    }

    private void Number(ObservedExchange exchange, Resource resource, JsonObject record)
    {
        if (resource.Number is not { } word || Rule(Behaviors.NumberFormat, Place.Of(resource)) is not { } rule)
            return;
        var field = resource.Field(word.Field);
        var shown = Session.Value(record, field);
        if (FieldValue.IsUnset(shown))
            return;
        if (NumberChecks.Reading(word, shown) is not { } reading)
            Findings.Violated(rule, NumberChecks.Expected(word, field), $"it is {Describe.Value(shown)}", exchange);
        else if (reading.Length > 0)
            Findings.Saw(rule, reading, exchange);
        else
            Findings.Holds(rule);
        if (Session.Value(record, resource.Identity) is not null)
            Findings.Saw(Rule(Behaviors.NumberDigits, Place.Of(resource)), NumberChecks.IsIdentity(resource, field, Session, record) ? "identity" : "own-sequence", exchange);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Judges writes that succeeded by what is known, and keeps what follows from them.</summary>
internal sealed class WriteMemory(Session session, Findings findings, bool onlyClient)
{
    private readonly ValueVerdicts _values = new(session, findings);
    private readonly TakenValues _taken = new(session, findings, onlyClient);
    private readonly TimeVerdicts _times = new(session, findings);
    private readonly RefusedWrites _refused = new(session, findings, onlyClient);

    private Contract Contract => session.Contract;

    public void Judge(ObservedExchange exchange, KnownSilo silo, bool isAlone)
    {
        var resource = Contract.Resource(exchange.Operation!.Resource);
        if (!exchange.Answer.Succeeded)
        {
            // A delete that worked may be answered as one that did not.
            if (exchange is { Operation.Kind: OperationKind.Delete, Exchange.Status: < 300, Identity: { } named } && Contract.Rule(Behaviors.DeleteResult, Place.Of(exchange.Operation)) is not null)
                RecordDoubt.Named(silo, resource, named).ToList().ForEach(record => RecordDoubt.Of(Contract, silo, record));
            if (isAlone)
                _refused.Judge(exchange, silo, resource);
            return;
        }
        RefusedWrites.Accept(silo, exchange.Operation, resource, exchange.Input);
        var sent = SentFields.Of(Contract, resource, exchange);
        if (exchange.Operation.Kind == OperationKind.Create)
        {
            _taken.Judge(exchange, silo, resource, sent, null, isAlone);
            Created(exchange, silo, resource, sent, isAlone);
            return;
        }
        if (exchange.Identity is not { } identity || !RecordDoubt.IsClear(resource, identity))
            return;
        var known = silo.Find(resource, identity) ?? silo.Learn(resource, identity, exchange.Parent);
        if (!isAlone)
            RecordDoubt.Of(Contract, silo, known);
        else if (exchange.Operation.Kind == OperationKind.Delete)
            Deleted(exchange, silo, known);
        else
        {
            _taken.Judge(exchange, silo, resource, sent, known, true);
            Updated(exchange, silo, known, sent);
        }
        known.Wrote(exchange, session.UniqueTexts(resource, sent.Clear));
        silo.Index(known);
    }

    private void Created(ObservedExchange exchange, KnownSilo silo, Resource resource, SentFields sent, bool isAlone)
    {
        if (exchange.Answer.Data is not JsonObject shown || silo.Model.Identity(shown, resource) is not { } identity)
            return;
        if (silo.Find(resource, identity) is { } same)
        {
            // What was written at the same time may be this very record.
            if (!isAlone)
            {
                same.Doubt();
                return;
            }
            if (onlyClient || ReadMemory.IsLasting(silo.Model, resource))
            {
                findings.Violated(Contract.Rule(Behaviors.Identity, Place.Of(resource)), $"an identity of its own for each {resource}",
                    $"a create is answered with {identity}, which {same.Model} has", same.EvidenceWith(exchange));
            }
        }
        else
            findings.Holds(Contract.Rule(Behaviors.Identity, Place.Of(resource)));
        var record = new ModelRecord($"{resource}", resource, identity, exchange.Recorded.Ended) { Parent = silo.Parent(resource, exchange.Parent) };
        var known = silo.Add(new KnownRecord(record) { Created = (exchange.Recorded.Started, exchange.Recorded.Ended) });
        known.Wrote(exchange, session.UniqueTexts(resource, sent.Clear));
        var effects = new WriteEffects(silo.Model);
        effects.Created(record, sent.Clear);
        foreach (var field in resource.Fields.Where(field => field.Link is not null && sent.Clear[field.Name] is JsonObject))
        {
            if (effects.Linked(record, field, field.Link!.Resource, sent.Clear, shown, exchange.Recorded.Ended) is { } linked && silo.Find(linked.Resource, linked.Identity) is null)
            {
                var other = silo.Add(new KnownRecord(linked) { Created = (exchange.Recorded.Started, exchange.Recorded.Ended) });
                other.Wrote(exchange, []);
                silo.Index(other);
            }
        }
        Open(record, sent, exchange.Input);
        foreach (var field in resource.Fields.Where(field => sent.Clear.ContainsKey(field.Name) && field.IsPlain))
            Test(known, field, Behaviors.TextRoundTrip, Behaviors.RoundTrip);
        _values.Sent(known, sent.Clear, Behaviors.TextRoundTrip, Behaviors.RoundTrip);
        _times.Created(exchange, known, shown);
        _times.Shown(exchange, known, shown);
        Answered(exchange, silo, known, shown, sent);
        Number(exchange, silo, known, shown);
        silo.Index(known);
    }

    private void Number(ObservedExchange exchange, KnownSilo silo, KnownRecord known, JsonObject shown)
    {
        var resource = known.Model.Resource;
        if (resource.Number is not { } word || !session.TryGet(shown, resource.Field(word.Field), out var number) || FieldValue.IsUnset(number))
            return;
        known.Model[resource.Field(word.Field)] = PossibleValues.Of(number.Copy());
        var rule = Contract.Rule(Behaviors.NumberDistinct, Place.Of(resource));
        if (!(onlyClient || ReadMemory.IsLasting(silo.Model, resource)))
            return;
        if (silo.Distinct.Holders(resource, resource.Field(word.Field), number).Any(other => other != known)
            && new RecordPostcondition(silo.Model, exchange.Operation!).Number(known.Model) is { } deviation)
            findings.Violated(rule, deviation.Expected, deviation.Actual, exchange);
        else
            findings.Holds(rule);
    }

    private void Updated(ObservedExchange exchange, KnownSilo silo, KnownRecord known, SentFields sent)
    {
        var (record, resource) = (known.Model, known.Model.Resource);
        if (onlyClient && record.State == RecordLifecycle.Removed && !silo.Model.RemovedRecord(exchange.Operation!, record).Allows(Outcome.Success))
            findings.Violated(ReadMemory.GoneRule(Contract, record), $"no update of {record}, which was deleted", exchange.Answer.Summary, known.EvidenceWith(exchange));
        if (sent.IsUnread || record.State == RecordLifecycle.Removed)
        {
            known.Doubt();
            return;
        }
        var flag = resource.SoftDelete is { } word ? word.Field : null;
        var isBack = record.State == RecordLifecycle.Deactivated && flag is not null && sent.Clear[flag] is { } set && FieldValue.Flag(set) == true
            && !silo.Model.Readings.Can(Behaviors.Reactivation, Place.Of(resource), "allowed");
        var claims = !isBack && record.State == RecordLifecycle.Deactivated && flag is not null && sent.Clear[flag] is { } on && FieldValue.Flag(on) == true;
        var isEmpty = sent.Clear.Count == 0 && sent.Open.Count == 0 && exchange.Input is null or { Unknown: [] };
        var untouched = resource.Fields.Where(field => field.IsPlain && !known.Tested.ContainsKey(field.Name)).Select(field => field.Name).ToHashSet();
        if (isBack)
            sent.Clear.Remove(flag!);
        var changes = new JsonObject(sent.Clear.Where(member => record[resource.Field(member.Key)] is var held && (held.IsOpen || !held.Allows(session, resource.Field(member.Key), member.Value)))
            .Select(member => KeyValuePair.Create(member.Key, member.Value.Copy())));
        _values.Sent(known, changes, Behaviors.RoundTripOnUpdate);
        if (changes.Any(member => !record[resource.Field(member.Key)].IsOpen))
            TimeVerdicts.Updated(exchange, known);
        else
            known.Stamp = null;
        new WriteEffects(silo.Model).Updated(record, sent.Clear);
        var held = sent.Emptied.ToDictionary(field => field.Name, field => record[field]);
        Open(record, sent, exchange.Input);
        foreach (var field in sent.Emptied)
            Emptied(silo, known, field, held[field.Name]);
        foreach (var field in resource.Fields.Where(field => field.IsPlain))
        {
            if (sent.Clear.ContainsKey(field.Name))
            {
                known.Tested.Remove(field.Name);
                Test(known, field, Behaviors.RoundTripOnUpdate);
            }
            else if (untouched.Contains(field.Name) && !sent.Open.Contains(field.Name) && Contract.Rule(field.SetOn == SetOn.Create ? Behaviors.Fixed : isEmpty ? Behaviors.EmptyUpdate : Behaviors.PartialUpdate,
                field.SetOn == SetOn.Create ? Place.Of(resource, field) : Place.Of(exchange.Operation!)) is { } rule)
                known.Tested[field.Name] = rule;
        }
        if (isBack && Contract.Rule(Behaviors.Reactivation, Place.Of(resource)) is { } reactivation)
            known.Tested[flag!] = reactivation;
        // The flag that marks deleted records may be set like any field.
        else if (flag is not null && (sent.Clear.ContainsKey(flag) || sent.Open.Contains(flag)))
            known.Doubt();
        if (exchange.Answer.Data is not JsonObject shown)
            return;
        Answered(exchange, silo, known, shown, sent);
        // What the answer says of the mark must be true.
        if (claims && session.TryGet(shown, resource.Field(flag!), out var now) && FieldValue.Flag(now) == true)
        {
            (record[resource.Field(flag!)], record.State) = (PossibleValues.Of(true), RecordLifecycle.Existing);
            Test(known, Place.Of(resource), resource.Field(flag!), Behaviors.Reactivation);
        }
    }

    // An empty text takes the value away; of null that is not said, since it may count as not sent.
    private void Emptied(KnownSilo silo, KnownRecord known, Field field, PossibleValues held)
    {
        var readings = silo.Model.Readings.Of(Behaviors.Clear, Place.Of(known.Model.Resource, field));
        if (readings.IsEmpty || known.Model.State != RecordLifecycle.Existing)
            return;
        var cleared = field.Default is { } usual ? PossibleValues.Of(null, usual.Copy()) : PossibleValues.Of((JsonNode?)null);
        known.Model[field] = readings.Contains("kept") ? cleared.Or(held) : cleared;
        Test(known, field, Behaviors.Clear);
    }

    private void Deleted(ObservedExchange exchange, KnownSilo silo, KnownRecord known)
    {
        var (record, resource) = (known.Model, known.Model.Resource);
        if (record.State is RecordLifecycle.Removed or RecordLifecycle.Deactivated)
        {
            RefusedWrites.SecondDelete(findings, Contract, exchange, known);
            return;
        }
        var children = new WriteEffects(silo.Model).Children(record).ToArray();
        record.State = RecordLifecycle.Existing;
        new WriteEffects(silo.Model).Deleted(record);
        if (children.Length > 0 && silo.Model.Readings.Of(Behaviors.ParentDeleted, Place.Of(children[0].Resource)) is not ["gone"])
            Array.ForEach(children, child => child.State = RecordLifecycle.Unknown);
        foreach (var field in resource.Fields.Where(field => field.IsPlain && !known.Tested.ContainsKey(field.Name)))
        {
            var behavior = resource.SoftDelete?.Field == field.Name ? Behaviors.SoftDelete : Behaviors.DeleteKeepsData;
            if (Contract.Rule(behavior, Place.Of(resource)) is { } rule)
                known.Tested[field.Name] = rule;
        }
    }

    // What the answer to a write shows of what was sent: nobody else has had a hand in it.
    private void Answered(ObservedExchange exchange, KnownSilo silo, KnownRecord known, JsonObject shown, SentFields sent)
    {
        if (exchange.Operation!.Holds != AnswerHolds.Record || exchange.Exchange.Json is null || known.Model.State == RecordLifecycle.Unknown)
            return;
        if (exchange.Operation.Kind == OperationKind.Update)
            _times.Shown(exchange, known, shown);
        if (exchange.Operation.Kind == OperationKind.Update && !silo.Model.Readings.Holds(Behaviors.UpdateAnswer, Place.Of(exchange.Operation)))
            return;
        if (new RecordPostcondition(silo.Model, exchange.Operation, field => field.Link is null && sent.Clear.ContainsKey(field.Name)).Part(known.Model, shown) is { } deviation)
            _values.Violated(exchange, known, deviation);
    }

    private static void Open(ModelRecord record, SentFields sent, RequestInput? input)
    {
        foreach (var field in record.Resource.Fields.Where(field => sent.Open.Contains(field.Name)))
        {
            record[field] = PossibleValues.Open;
            if (input?.Fields[field.Name] is { } value && field.IsPlain)
                record.NoteSent(field, value.DeepClone());
        }
    }

    private void Test(KnownRecord known, Field field, params Behavior[] behaviors) => Test(known, Place.Of(known.Model.Resource, field), field, behaviors);

    private void Test(KnownRecord known, Place place, Field field, params Behavior[] behaviors)
    {
        if (Contract.FirstRule(place, behaviors) is { } rule)
            known.Tested[field.Name] = rule;
    }
}

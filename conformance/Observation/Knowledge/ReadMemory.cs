using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Judges finds and lists by what is known, and learns from them.</summary>
internal sealed class ReadMemory(Session session, Findings findings, bool onlyClient)
{
    private readonly ValueVerdicts _values = new(session, findings);
    private readonly TimeVerdicts _times = new(session, findings);

    private Contract Contract => session.Contract;

    public void Judge(ObservedExchange exchange, KnownSilo silo)
    {
        if (!exchange.IsWhole || exchange.Exchange.Method == "HEAD")
            return;
        var resource = Contract.Resource(exchange.Operation!.Resource);
        if (exchange.Operation.Kind == OperationKind.Find && exchange.Identity is { } identity)
            Find(exchange, silo, resource, identity);
        else if (exchange is { Operation.Kind: OperationKind.List, Answer: { Succeeded: true, Data: JsonArray list } })
            List(exchange, silo, resource, [.. list.OfType<JsonObject>()]);
    }

    /// <summary>Whether no record of a resource ever goes away, so that nobody can have taken it.</summary>
    public static bool IsLasting(Model model, Resource resource) => resource is { SoftDelete: not null, Parent: null } && model.Readings.Holds(Behaviors.SoftDelete, Place.Of(resource));

    /// <summary>The rule by which a record that was deleted for good is gone.</summary>
    public static Rule? GoneRule(Contract contract, ModelRecord record) => record.Parent is { State: not RecordLifecycle.Existing }
        ? contract.Rule(Behaviors.ParentDeleted, Place.Of(record.Resource)) : contract.Rule(Behaviors.HardDelete, Place.Of(record.Resource));

    private void Find(ObservedExchange exchange, KnownSilo silo, Resource resource, string identity)
    {
        var known = silo.Find(resource, identity);
        if (exchange.Answer.Succeeded)
        {
            // An identity that is none, such as 1abc, may be read as another one.
            if (exchange.Answer.Data is JsonObject shown && silo.Model.Identity(shown, resource) == identity)
                Shown(exchange, silo, known ?? silo.Learn(resource, identity, exchange.Parent), shown, OperationKind.Find);
            return;
        }
        if (exchange.Answer.Outcome != Outcome.NotFound || known is null)
            return;
        var isUnder = resource.Parent is null || known.Model.Parent is { State: RecordLifecycle.Existing } parent && parent.Identity == exchange.Parent;
        if (isUnder && known.Model.State is RecordLifecycle.Existing or RecordLifecycle.Deactivated && (onlyClient || IsLasting(silo.Model, resource)))
        {
            var behavior = known.Model.State == RecordLifecycle.Existing ? Behaviors.Identity : Behaviors.SoftDelete;
            findings.Violated(Contract.Rule(behavior, Place.Of(resource)), $"{known.Model} found: it {(behavior == Behaviors.Identity ? "is there" : "was deleted, which deactivates it")}",
                exchange.Answer.Summary, known.EvidenceWith(exchange));
        }
        else if (known.Model.State == RecordLifecycle.Removed)
            findings.Holds(GoneRule(Contract, known.Model));
        known.Doubt();
    }

    private void Shown(ObservedExchange exchange, KnownSilo silo, KnownRecord known, JsonObject shown, OperationKind kind)
    {
        var (record, resource) = (known.Model, known.Model.Resource);
        if (resource.Parent is not null && record.Parent is { } parent && exchange.Parent is { } path && parent.Identity != path)
        {
            if (Contract.Rule(Behaviors.OtherParent, Place.Of(resource)) is { Readings: [_] } other)
                findings.Violated(other, $"{record} found under {parent} alone", exchange.Answer.Summary, known.EvidenceWith(exchange));
            return;
        }
        _times.Created(exchange, known, shown);
        if (record.State == RecordLifecycle.Removed)
            Returned(exchange, silo, known, kind);
        else if (record.State is RecordLifecycle.Existing or RecordLifecycle.Deactivated && exchange.Exchange.Json is not null)
        {
            // A mark that nobody can take away.
            var flag = record.State == RecordLifecycle.Deactivated && !silo.Model.Readings.Can(Behaviors.Reactivation, Place.Of(resource), "allowed") ? resource.SoftDelete?.Field : null;
            var postcondition = new RecordPostcondition(silo.Model, exchange.Operation!, field => field.Name == flag || IsLasting(resource, field) || (onlyClient && IsStored(field)));
            if (postcondition.Whole(record, shown, kind) is { } deviation)
                _values.Violated(exchange, known, deviation);
            else if (onlyClient)
                _values.Holds(known);
        }
        // In XML every value is a text.
        else if (record.State is RecordLifecycle.Existing or RecordLifecycle.Deactivated && onlyClient && Contract.Rule(Behaviors.XmlAgrees, Place.Of(exchange.Operation!)) is { } agrees
            && new RecordPostcondition(silo.Model, exchange.Operation!, field => field is { Type: FieldType.Text, From: null } && record[field].IsSure).Part(record, shown) is { } differs)
            findings.Violated(agrees, differs.Expected, differs.Actual, known.EvidenceWith(exchange));
        if (onlyClient)
            Lacks(exchange, known, shown, kind);
        _times.Shown(exchange, known, shown);
        _values.Shown(exchange, known, shown);
        silo.Note(known, shown);
    }

    // What JSON showed of a record that nobody has written since, XML shows, too.
    private void Lacks(ObservedExchange exchange, KnownRecord known, JsonObject shown, OperationKind kind)
    {
        if (exchange.Exchange.Json is not null)
            known.Names[kind] = [.. shown.Where(member => !(FieldValue.IsUnset(member.Value) || member.Value is JsonArray { Count: 0 })).Select(member => member.Key)];
        else if (known.Names.GetValueOrDefault(kind)?.FirstOrDefault(name => !shown.ContainsKey(name)) is { } missing)
            findings.Violated(Contract.Rule(Behaviors.XmlAgrees, Place.Of(exchange.Operation!)), $"{known.Model} with {missing}, as JSON shows it", exchange.Answer.Summary, known.EvidenceWith(exchange));
    }

    private void Returned(ObservedExchange exchange, KnownSilo silo, KnownRecord known, OperationKind kind)
    {
        var isGone = kind == OperationKind.List ? silo.Model.Readings.Holds(Behaviors.HardDelete, Place.Of(known.Model.Resource))
            : !silo.Model.RemovedRecord(exchange.Operation!, known.Model).Allows(Outcome.Success);
        if (onlyClient && isGone)
            findings.Violated(GoneRule(Contract, known.Model), $"{known.Model} gone: it was deleted", exchange.Answer.Summary, known.EvidenceWith(exchange));
    }

    // Who created it, when, and as which number does not change, whoever writes.
    private static bool IsLasting(Resource resource, Field field) => field.SetOn == SetOn.Create || resource.Number?.Field == field.Name;

    // A value that the server makes may follow from what nobody sees.
    private static bool IsStored(Field field) => field.Link is not null || ((field.IsPlain || field.Type is FieldType.Texts or FieldType.Entries) && field is { ReadOnly: false, From: null, Keyed: null });

    private void List(ObservedExchange exchange, KnownSilo silo, Resource resource, JsonObject[] shown)
    {
        var operation = exchange.Operation!;
        var elements = shown.Select(element => (Identity: silo.Model.Identity(element, resource), Shown: element)).Where(pair => pair.Identity is not null)
            .DistinctBy(pair => pair.Identity).ToArray();
        var filter = ListFilter.Of(Contract, exchange);
        var isPlain = operation.Filter is null || filter is not null;
        isPlain &= exchange.QueryHasOnly(name => PageRequest.IsParameter(operation, name) || ListFilter.IsParameter(operation, name));
        if (isPlain)
            Order(exchange, silo, resource, elements);
        if (isPlain && onlyClient && IsAll(exchange, shown.Length, filter))
            Complete(exchange, silo, resource, [.. elements.Select(pair => pair.Identity!)], filter);
        foreach (var (identity, element) in elements)
            Shown(exchange, silo, silo.Find(resource, identity) ?? silo.Learn(resource, identity!, exchange.Parent), element, OperationKind.List);
    }

    private static bool IsAll(ObservedExchange exchange, int count, ListFilter? filter) => exchange.Answer.Total is { } total ? total == count
        : exchange.Operation!.Paging is null && exchange.QueryHasOnly(name => filter is not null && ListFilter.IsParameter(exchange.Operation, name));

    private void Order(ObservedExchange exchange, KnownSilo silo, Resource resource, (string? Identity, JsonObject Shown)[] elements)
    {
        // Of two that were created at the same time either may be the first.
        var apart = new HashSet<KnownRecord>();
        var last = DateTimeOffset.MinValue;
        foreach (var known in elements.Select(pair => silo.Find(resource, pair.Identity)).OfType<KnownRecord>().Where(known => known.Created is not null).OrderBy(known => known.Created!.Value.To))
        {
            if (known.Created!.Value.From > last && apart.Add(known))
                last = known.Created.Value.To;
        }
        var made = elements.Select(pair => (Known: silo.Find(resource, pair.Identity), pair.Shown)).Where(pair => pair.Known is { } known && apart.Contains(known)).ToArray();
        if (new OrderPostcondition(silo.Model, exchange.Operation!).Judge([.. made.Select(pair => pair.Known!.Model)], [.. made.Select(pair => pair.Shown)]) is { } deviation)
            findings.Violated(Contract.Rule(Behaviors.ListOrder, Place.Of(exchange.Operation!)), deviation.Expected, deviation.Actual, exchange);
    }

    private void Complete(ObservedExchange exchange, KnownSilo silo, Resource resource, HashSet<string> shown, ListFilter? filter)
    {
        var (operation, readings) = (exchange.Operation!, silo.Model.Readings);
        foreach (var known in silo.Of(resource).Where(known => resource.Parent is null || (known.Model.Parent is { State: RecordLifecycle.Existing } parent && parent.Identity == exchange.Parent)))
        {
            if (filter?.Fits(session, known.Model) == false)
                continue;
            var (isShown, record) = (shown.Contains(known.Model.Identity), known.Model);
            var (behavior, place) = record.State switch
            {
                RecordLifecycle.Existing when !isShown => (Behaviors.ListComplete, Place.Of(operation)),
                RecordLifecycle.Deactivated when readings.Of(Behaviors.DeletedListed, Place.Of(resource)) is [var only] && only == (isShown ? "left-out" : "listed") => (Behaviors.DeletedListed, Place.Of(resource)),
                _ => ((Behavior?)null, Place.Api),
            };
            if (behavior is not null)
            {
                findings.Violated(Contract.Rule(behavior, place), $"{record} {(isShown ? "not in the list" : "in the list")}", $"it is {(isShown ? "" : "not ")}there", known.EvidenceWith(exchange));
                known.Doubt();
            }
            else if (isShown && record.State == RecordLifecycle.Existing)
                findings.Holds(Contract.Rule(Behaviors.ListComplete, Place.Of(operation)));
        }
    }
}

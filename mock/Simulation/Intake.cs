using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads a request body as a <see cref="Draft"/>, with every fault that can be seen without looking at other records.</summary>
internal sealed class Intake
{
    private readonly Call _call;
    private readonly Modes _modes;
    private readonly bool _creating;
    private readonly Coercion _coercion;
    // Few resources have such fields.
    private LinkIntake? _links;
    private ReferencesIntake? _references;
    private RefersIntake? _refers;
    private SeveralIntake? _several;

    public Intake(Call call)
    {
        _call = call;
        _modes = call.Modes;
        _creating = call.Operation.Kind == OperationKind.Create;
        _coercion = new Coercion(call.Plan, call.Modes, call.Now, _creating);
    }

    private LinkIntake Links => _links ??= new LinkIntake(_call, _coercion);

    private ReferencesIntake References => _references ??= new ReferencesIntake(_call);

    private RefersIntake Refers => _refers ??= new RefersIntake(_call, _coercion);

    private SeveralIntake Several => _several ??= new SeveralIntake(_call, _coercion, Refers);

    public Draft Read(Input.Members body)
    {
        var draft = new Draft(_call.Operation.Resource, body);
        foreach (var (name, value) in body.All)
        {
            if (value is Input.Unsaid)
                continue;
            if (!draft.Resource.Names.TryGetValue(name, out var binding))
                Unknown(draft, name, value);
            else if (!(IsOptional(binding.Field) && AreValuesLost(body)))
                Bound(draft, binding, name, value);
        }
        if (!draft.Resource.Links.IsEmpty)
            Links.Finish(draft, _creating);
        var completion = new Completion(_call);
        if (_creating)
            completion.Complete(draft);
        else
            completion.Demand(draft);
        return draft;
    }

    private bool AreValuesLost(Input.Members body) => body.FromJson ? _modes[_call.Plan.ValuesLost]
        : _modes[body.FromXml ? _call.Operation.Gates.XmlValuesLost : _call.Plan.FormValuesLost];

    private static bool IsOptional(FieldPlan field) => !field.Field.Required && field.Field.Link is null;

    private void Unknown(Draft draft, string name, Input value)
    {
        if (_modes[_call.Plan.UnknownServerError])
            draft.Fail(name, "There is no such parameter.", 500);
        else if (_modes[_call.Plan.UnknownRefused])
            draft.Fail(name, "There is no such parameter.");
        else if (_modes[_call.Plan.UnknownStored])
            draft.AddUnknown(name, new Verbatim(value.ToJson()));
    }

    private void Bound(Draft draft, Binding binding, string name, Input value)
    {
        if (binding.Output)
            return;
        if (binding.Inner is { } inner)
            Links.Flat(draft, binding.Field, inner, name, value);
        else if (binding.Field.Field.Link is not null)
            Links.Whole(draft, binding.Field, value);
        else if (binding.Field.Field.References is not null)
            References.Read(draft, binding.Field, name, value, _creating);
        else if (binding.Field.Field.Forbidden)
            Forbidden(draft, binding.Field, name, value);
        else if (binding.Field.Field.ReadOnly)
            ReadOnly(draft, binding.Field, name, value);
        else if (_creating ? binding.Field.Field.OnCreate : binding.Field.Field.OnUpdate)
            Own(draft, binding, name, value);
    }

    private void Forbidden(Draft draft, FieldPlan field, string name, Input value)
    {
        if (_modes[field.Closed.ForbiddenStored])
            draft.Values[field.Index] = Coercion.Unchecked(field, value);
        else if (!_modes[field.Closed.ForbiddenIgnored])
            draft.Fail(name, "It is not allowed.");
    }

    private void ReadOnly(Draft draft, FieldPlan field, string name, Input value)
    {
        if (_modes[field.Input.ReadOnlyRefused])
            draft.Fail(name, "Only the server sets it.");
        else if (_modes[field.Input.ReadOnlyStored])
            draft.Values[field.Index] = Coercion.Unchecked(field, value);
        else if (_modes[field.Input.ReadOnlyVanished])
            draft.Values[field.Index] = field.From is null ? null : Mark.Nothing;
    }

    private void Own(Draft draft, Binding binding, string name, Input value)
    {
        var field = binding.Field;
        // What is sent under the field's own name counts, wherever it stands.
        if (binding.Other && (_modes[field.Input.AliasIgnored] || draft.IsSent(field)))
            return;
        if (!binding.Other && !_creating && _modes[field.Input.AliasAlone])
            return;
        draft.Forgive(draft.Names[field.Index]);
        if (binding.Other && _modes[field.Input.AliasReversed] && value is Input.Scalar { IsText: true } text)
            value = new Input.Scalar(new string([.. text.Text.Reverse()]), text.Kind);
        draft.Names[field.Index] = name;
        var coerced = Read(field, value);
        if (coerced.Expected is not null)
            draft.Fail(field, name, coerced, value);
        else
            draft.Values[field.Index] = RoundTrip(field, coerced.Value);
    }

    private Coerced Read(FieldPlan field, Input value) =>
        _creating && _modes[field.Input.CreateRefused] ? Coerced.Wrong("nothing, for a create cannot send it")
        : field.IsSeveral ? Several.Read(field, value)
        : field.Field.Refers is null ? _coercion.Read(field, value)
        : Refers.One(field, value);

    private object? RoundTrip(FieldPlan field, object? value)
    {
        var gates = field.Input;
        if (_creating && (_modes[gates.CreateIgnored] || _modes[gates.TextIgnored]))
            return field.Field.Refers is null ? Mark.NotSent : RefersIntake.Tied(_call, field);
        if (!_creating && _modes[gates.UpdateIgnored])
            return Mark.NotSent;
        return value != Mark.NotSent && _modes[_creating ? gates.CreateAltered : gates.UpdateAltered] ? Values.Altered(value) : value;
    }
}

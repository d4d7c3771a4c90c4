using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Generated numbers: a prefix and the identity in digits, so that no record has to hold one.</summary>
internal sealed class NumberFormat(ResourcePlan resource)
{
    private readonly NumberWord _word = resource.Resource.Number!;
    private readonly ModeFlag _unpadded = resource.Rules[Behaviors.NumberFormat, "unpadded"];
    private readonly ModeFlag _wrongPrefix = resource.Rules[Behaviors.NumberFormat, "wrong-prefix"];
    private readonly ModeFlag _repeated = resource.Rules[Behaviors.NumberDistinct, "repeated"];
    private readonly ModeFlag _ownSequence = resource.Rules[Behaviors.NumberDigits, "own-sequence"];

    public void Write(Utf8JsonWriter json, long identity, ActiveModes modes)
    {
        var digits = modes[_repeated] ? 1 : modes[_ownSequence] ? identity + 1 : identity;
        var prefix = modes[_wrongPrefix] ? "X-" : _word.Prefix;
        Span<char> text = stackalloc char[prefix.Length + 40];
        prefix.CopyTo(text);
        digits.TryFormat(text[prefix.Length..], out var length, default, CultureInfo.InvariantCulture);
        var zeros = modes[_unpadded] ? 0 : Math.Clamp(_word.Digits - length, 0, 20);
        text.Slice(prefix.Length, length).CopyTo(text[(prefix.Length + zeros)..]);
        text.Slice(prefix.Length, zeros).Fill('0');
        json.WriteStringValue(text[..(prefix.Length + zeros + length)]);
    }
}

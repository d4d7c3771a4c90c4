using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>A value of a request as a field stores it, or what is wrong with it.</summary>
/// <param name="Value">What to store; <see cref="Sentinel.NotSent"/> to leave the field alone.</param>
/// <param name="Expected">What was expected instead, or null where nothing is wrong.</param>
/// <param name="Status">The status that a wrong value calls for.</param>
internal readonly record struct ConvertedValue(object? Value, string? Expected = null, int Status = 400)
{
    /// <summary>Whether what is wrong is that there is no value.</summary>
    public bool IsMissing { get; init; }

    public static ConvertedValue Wrong(string expected, int status = 400) => new(null, expected, status);

    public static ConvertedValue Missing(string expected) => new(null, expected) { IsMissing = true };
}

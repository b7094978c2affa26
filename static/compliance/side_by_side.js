// One page over the other: the slider says how much of the later one is seen. Without this script it is half.

const slider = document.querySelector("#compare-slider")
const leaves = document.querySelector(".compare-leaves")
if (slider && leaves) {
  const show = () => leaves.style.setProperty("--later", slider.value / 100)
  slider.addEventListener("input", show)
  show()
}

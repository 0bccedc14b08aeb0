/** Words that end in a full stop without ending a sentence, in the languages that campaigns write in; without the stop, in small letters. */
export const abbreviations: ReadonlySet<string> = new Set(
  [
    "г гг ст ч п пп ул вул пр просп пер д дом корп кв т тт тд тп см ср стр с руб коп тыс тыш млн млрд др проф акад доц гр обл р н р-н э им имени гл рис табл чел час мин сек янв февр апр авг сент окт нояб дек студз лют крас чэрв ліп жн вер кастр ліст снеж арт",
    "mr mrs ms mx dr prof st jr sr vs etc e.g i.e eg ie no nos art arts sec para p pp cf al inc ltd co corp vol ed eds est approx gen col lt capt sgt rev hon gov sen rep u.s u.k a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun",
    "bzw ca usw z.b d.h u.a nr str abs bd hr fr ul im św tzw np itd itp r al os nr zob gd pvz tt kt mme mlle m",
  ].flatMap((line) => line.split(" ")),
);
